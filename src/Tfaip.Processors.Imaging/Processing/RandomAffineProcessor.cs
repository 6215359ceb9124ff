using Tfaip.Processors.Imaging.Images;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Imaging.Processing;

internal sealed class RandomAffineProcessor(RandomAffineParams parameters) : WarpProcessor(parameters)
{
    protected override Planes Warp(Planes image, Sampler sampler, ref SampleRandom random)
    {
        var rotation = AffineMap.Rotation(random.NextDouble(-parameters.Degrees, parameters.Degrees));
        var shear = AffineMap.Shear(random.NextDouble(-parameters.Shear, parameters.Shear), 0);
        var scaling = AffineMap.Scaling(random.NextDouble(parameters.MinScale, parameters.MaxScale));
        var map = rotation.After(shear).After(scaling) with
        {
            ShiftX = random.NextDouble(-parameters.Translate, parameters.Translate) * image.Width,
            ShiftY = random.NextDouble(-parameters.Translate, parameters.Translate) * image.Height,
        };
        return map.Apply(image, sampler);
    }
}
