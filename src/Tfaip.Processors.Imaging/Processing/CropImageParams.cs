using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Processors.Imaging.Images;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Imaging.Processing;

/// <summary>Cuts a rectangle out of an image, which must be at least as large; <c>pad_image</c> makes it so.</summary>
[Variant("crop_image")]
public sealed record CropImageParams : GeometricParams, IValidatable
{
    /// <value>The height of the rectangle. Default: none, it must be given.</value>
    [Range(1, 65536)]
    public int Height { get; init; }

    /// <value>The width of the rectangle. Default: none, it must be given.</value>
    [Range(1, 65536)]
    public int Width { get; init; }

    /// <value>Where it lies. Default: center.</value>
    public ImagePosition Position { get; init; }

    /// <inheritdoc/>
    public override Processor Create() => new CropImageProcessor(this);

    /// <inheritdoc/>
    public IEnumerable<(string Property, string Message)> Validate()
    {
        if (Height < 1) yield return (nameof(Height), "give the height, 1 or more.");
        if (Width < 1) yield return (nameof(Width), "give the width, 1 or more.");
    }
}
