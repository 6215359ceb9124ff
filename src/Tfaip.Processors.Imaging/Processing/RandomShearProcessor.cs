using Tfaip.Processors.Imaging.Images;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Imaging.Processing;

internal sealed class RandomShearProcessor(RandomShearParams parameters) : WarpProcessor(parameters)
{
    protected override Planes Warp(Planes image, Sampler sampler, ref SampleRandom random)
    {
        var horizontal = random.NextDouble(-parameters.Horizontal, parameters.Horizontal);
        var vertical = random.NextDouble(-parameters.Vertical, parameters.Vertical);
        return AffineMap.Shear(horizontal, vertical).Apply(image, sampler);
    }
}
