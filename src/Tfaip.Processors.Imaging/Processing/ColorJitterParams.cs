using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Imaging.Processing;

/// <summary>Changes brightness, contrast, saturation and hue at random.</summary>
/// <remarks>
/// In a random order. The factors of the first three are uniform in <c>[max(0, 1 - x), 1 + x)</c>, the hue turns by a part of the
/// colour circle in <c>[-hue, hue)</c>; formulas as torchvision's <c>ColorJitter</c>. An image of one channel has brightness and
/// contrast alone.
/// </remarks>
[Variant("color_jitter")]
public sealed record ColorJitterParams : PixelAugmentationParams
{
    /// <value>How much the brightness changes: <c>factor * level</c>. Default: 0.</value>
    [Range(0.0, 100.0)]
    public double Brightness { get; init; }

    /// <value>How much the contrast changes: <c>factor * level + (1 - factor) * mean luma of the image</c>. Default: 0.</value>
    [Range(0.0, 100.0)]
    public double Contrast { get; init; }

    /// <value>How much the saturation changes: <c>factor * level + (1 - factor) * luma of the pixel</c>. Default: 0.</value>
    [Range(0.0, 100.0)]
    public double Saturation { get; init; }

    /// <value>How much the hue changes, as a part of the colour circle. Default: 0.</value>
    [Range(0.0, 0.5)]
    public double Hue { get; init; }

    /// <inheritdoc/>
    public override Processor Create() => new ColorJitterProcessor(this);
}
