using Tfaip.Processors.Imaging.Images;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Imaging.Processing;

/// <summary>Bends an image at random.</summary>
internal abstract class WarpProcessor(WarpParams parameters) : RandomGeometricProcessor(parameters)
{
    protected sealed override Planes Move(Planes image, bool isMask, ref SampleRandom random) => Warp(
        image,
        isMask
            ? new Sampler(Interpolation.Nearest, new Border(parameters.Border, parameters.MaskFill))
            : new Sampler(parameters.Interpolation, new Border(parameters.Border, (float)parameters.Fill)),
        ref random);

    /// <summary>Gives the bent image.</summary>
    protected abstract Planes Warp(Planes image, Sampler sampler, ref SampleRandom random);
}
