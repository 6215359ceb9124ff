using Tfaip.Processors.Imaging.Images;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Imaging.Processing;

/// <summary>Changes the levels of an image at random.</summary>
internal abstract class PixelAugmentation(PixelAugmentationParams parameters) : ImageProcessor(parameters)
{
    protected double Maximum => parameters.Maximum;

    protected sealed override Planes Change(Planes image, ref SampleRandom random)
    {
        if (parameters.Probability < 1 && random.NextDouble() >= parameters.Probability) return image;
        var changed = new Planes(image.Channels, image.Height, image.Width, image.Values);
        ChangeLevels(changed, ref random);
        return changed;
    }

    /// <summary>Changes the levels in place.</summary>
    protected abstract void ChangeLevels(Planes image, ref SampleRandom random);

    /// <summary>A level between black and full brightness.</summary>
    protected float Limit(double level) => (float)Math.Clamp(level, 0, parameters.Maximum);
}
