using Tfaip.Processors.Imaging.Images;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Imaging.Processing;

internal sealed class GaussianNoiseProcessor(GaussianNoiseParams parameters) : PixelAugmentation(parameters)
{
    protected override void ChangeLevels(Planes image, ref SampleRandom random)
    {
        var (mean, std) = (parameters.Mean * Maximum, parameters.Std * Maximum);
        foreach (ref var level in image.Values.AsSpan()) level = Limit(level + (mean + (std * random.NextGaussian())));
    }
}
