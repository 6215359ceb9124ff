using Tfaip.Processors.Imaging.Images;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Imaging.Processing;

internal sealed class RandomRotationProcessor(RandomRotationParams parameters) : WarpProcessor(parameters)
{
    protected override Planes Warp(Planes image, Sampler sampler, ref SampleRandom random) =>
        AffineMap.Rotation(random.NextDouble(-parameters.Degrees, parameters.Degrees)).Apply(image, sampler);
}
