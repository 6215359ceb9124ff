using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Processors.Imaging.Images;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Imaging.Processing;

/// <summary>
/// Reads an image (PNG, JPEG, WebP, GIF or BMP) from a path or from bytes into <c>float32[channels, height, width]</c>.
/// </summary>
/// <remarks>
/// An input that is a tensor already passes unchanged. The same image gives the same bits on every machine. Levels are those of
/// the file, without a conversion of colour spaces; those of 16 bits lie between 0 and 255 too, in steps of 1/257. Images are
/// turned upright as their EXIF orientation says (JPEG, WebP, and PNG by its eXIf chunk).
/// </remarks>
[Variant("load_image")]
public sealed record LoadImageParams : ProcessorParams
{
    /// <value>The name of the input. Default: image.</value>
    [Required]
    public string Key { get; init; } = "image";

    /// <value>Grey (one channel, BT.601 luma) or RGB. Default: grey.</value>
    public ImageColor Color { get; init; } = ImageColor.Grey;

    /// <value>
    /// The height to resize to; without it the image's own, or by the width at the image's proportions. Default: null.
    /// </value>
    [Range(1, 65536)]
    public int? Height { get; init; }

    /// <value>
    /// The width to resize to; without it the image's own, or by the height at the image's proportions. Default: null.
    /// </value>
    [Range(1, 65536)]
    public int? Width { get; init; }

    /// <value>How pixels are resampled. Default: area.</value>
    public ResizeFilter Filter { get; init; } = ResizeFilter.Area;

    /// <value>Whether dark becomes bright. Default: false.</value>
    public bool Invert { get; init; }

    /// <value>The value of full brightness; black is 0. Default: 255.</value>
    [Range(0.0, float.MaxValue)]
    public double Maximum { get; init; } = 255;

    /// <value>The colour under transparent pixels, as RRGGBB in hexadecimal. Default: ffffff, white.</value>
    [RegularExpression("^#?[0-9a-fA-F]{6}$")]
    public string Background { get; init; } = "ffffff";

    /// <value>
    /// The largest image that is decoded, in pixels; a guard against files that ask for all memory. Default: 100 million.
    /// </value>
    [Range(1, 1_000_000_000), Unit(UnitKind.Count)]
    public int MaxPixels { get; init; } = 100_000_000;

    /// <inheritdoc/>
    public override Processor Create() => new LoadImageProcessor(this);
}
