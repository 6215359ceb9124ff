using Tfaip.Processors.Imaging.Images;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Imaging.Processing;

internal sealed class ElasticTransformProcessor(ElasticTransformParams parameters) : WarpProcessor(parameters)
{
    private readonly GaussianBlur _blur = new(parameters.Sigma);

    protected override Planes Warp(Planes image, Sampler sampler, ref SampleRandom random)
    {
        var (alpha, width) = (parameters.Alpha, image.Width);
        var down = Displacements(image, ref random);
        var right = Displacements(image, ref random);
        return sampler.Warp(
            image, image.Height, width, (y, x) => (y + (alpha * down[(y * width) + x]), x + (alpha * right[(y * width) + x])));
    }

    private double[] Displacements(Planes image, ref SampleRandom random)
    {
        var field = new double[image.Height * image.Width];
        foreach (ref var number in field.AsSpan()) number = random.NextDouble(-1, 1);
        return _blur.Apply(field, image.Height, image.Width);
    }
}
