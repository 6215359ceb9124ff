using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Processors.Imaging.Images;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Imaging.Processing;

/// <summary>
/// Cuts a rectangle out of an image at a random place; the other modes need <c>crop_image</c> of the same size.
/// </summary>
/// <remarks>Each place is as likely.</remarks>
[Variant("random_crop")]
public sealed record RandomCropParams : RandomGeometricParams, IValidatable
{
    /// <value>The height of the rectangle. Default: none, it must be given.</value>
    [Range(1, 65536)]
    public int Height { get; init; }

    /// <value>The width of the rectangle. Default: none, it must be given.</value>
    [Range(1, 65536)]
    public int Width { get; init; }

    /// <value>How much is added around the image before, at each edge. Default: 0.</value>
    [Range(0, 65536)]
    public int Padding { get; init; }

    /// <value>What comes around the image. Default: constant.</value>
    public BorderMode Border { get; init; }

    /// <value>The constant around the image. Default: 0.</value>
    [Range(-float.MaxValue, float.MaxValue)]
    public double Fill { get; init; }

    /// <inheritdoc/>
    public override Processor Create() => new RandomCropProcessor(this);

    /// <inheritdoc/>
    public IEnumerable<(string Property, string Message)> Validate()
    {
        if (Height < 1) yield return (nameof(Height), "give the height, 1 or more.");
        if (Width < 1) yield return (nameof(Width), "give the width, 1 or more.");
        if (Probability < 1)
            yield return (nameof(Probability), "an image that is not cropped would have another size; the probability is 1.");
    }
}
