using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Processors.Imaging.Images;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Imaging.Processing;

/// <summary>Resizes an image: to a height, a width or both, or by its longer or shorter side.</summary>
/// <remarks>
/// Of the height or the width alone the other follows at the image's proportions. Masks are resized by the nearest pixel.
/// </remarks>
[Variant("resize_image")]
public sealed record ResizeImageParams : GeometricParams, IValidatable
{
    /// <value>The new height; without the width, the image keeps its proportions. Default: null.</value>
    [Range(1, 65536)]
    public int? Height { get; init; }

    /// <value>The new width; without the height, the image keeps its proportions. Default: null.</value>
    [Range(1, 65536)]
    public int? Width { get; init; }

    /// <value>The new length of the longer side; the image keeps its proportions. Default: null.</value>
    [Range(1, 65536)]
    public int? LongerSide { get; init; }

    /// <value>The new length of the shorter side; the image keeps its proportions. Default: null.</value>
    [Range(1, 65536)]
    public int? ShorterSide { get; init; }

    /// <value>How pixels are resampled. Default: area.</value>
    public ResizeFilter Filter { get; init; } = ResizeFilter.Area;

    /// <inheritdoc/>
    public override Processor Create() => new ResizeImageProcessor(this);

    /// <inheritdoc/>
    public IEnumerable<(string Property, string Message)> Validate()
    {
        var ways = (Height is not null || Width is not null ? 1 : 0) + (LongerSide is not null ? 1 : 0) + (ShorterSide is not null ? 1 : 0);
        if (ways != 1) yield return (nameof(Height), "give height, width or both, or longer_side, or shorter_side.");
    }
}
