using Tfaip.Processors.Imaging.Images;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Imaging.Processing;

internal sealed class RandomFlipProcessor(RandomFlipParams parameters) : RandomGeometricProcessor(parameters)
{
    protected override Planes Move(Planes image, bool isMask, ref SampleRandom random) => Geometry.Flip(
        image, parameters.Direction != FlipDirection.Vertical, parameters.Direction != FlipDirection.Horizontal);
}
