using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Imaging.Processing;

/// <summary>
/// The parameters of a processor that changes an image: a tensor of float32 or uint8 with the shape <c>[channels, height, width]</c>, as
/// <c>load_image</c> gives it, or <c>[height, width]</c>. The result has the same type and as many axes, unless the variant says
/// otherwise; levels of uint8 are rounded to the nearest, halves to even, and cut off at 0 and 255.
/// </summary>
public abstract record ImageProcessorParams : ValueProcessorParams
{
    /// <summary>Creates the parameters, for the input "image".</summary>
    protected ImageProcessorParams() => Key = "image";
}
