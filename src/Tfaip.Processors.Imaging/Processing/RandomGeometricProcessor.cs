using Tfaip.Processors.Imaging.Images;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Imaging.Processing;

/// <summary>Moves the pixels of an image at random.</summary>
internal abstract class RandomGeometricProcessor(RandomGeometricParams parameters) : GeometricProcessor(parameters)
{
    protected sealed override Planes Change(Planes image, bool isMask, ref SampleRandom random) =>
        parameters.Probability < 1 && random.NextDouble() >= parameters.Probability ? image : Move(image, isMask, ref random);

    /// <summary>Gives the changed image.</summary>
    protected abstract Planes Move(Planes image, bool isMask, ref SampleRandom random);
}
