using Tfaip.Processors.Imaging.Images;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Imaging.Processing;

/// <summary>Changes an image; finds it in the sample, and gives the result the type and the axes that it had.</summary>
internal abstract class ImageProcessor(ImageProcessorParams parameters) : ValueProcessor(parameters)
{
    protected sealed override object? ProcessValue(object value, ref SampleRandom random)
    {
        var image = ImageLayout.Read(value, Name, out var layout);
        var changed = Change(image, ref random);
        return ReferenceEquals(changed, image) ? value : Layout(layout, changed).Write(changed);
    }

    /// <summary>
    /// Gives the changed image, or the same object where there is nothing to do. The image may be changed itself if it is not given back.
    /// </summary>
    protected abstract Planes Change(Planes image, ref SampleRandom random);

    /// <summary>How the result lies in its tensor.</summary>
    protected virtual ImageLayout Layout(ImageLayout original, Planes changed) => original;
}
