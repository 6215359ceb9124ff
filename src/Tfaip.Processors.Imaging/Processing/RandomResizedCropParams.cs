using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Processors.Imaging.Images;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Imaging.Processing;

/// <summary>Cuts a random rectangle out of an image and resizes it.</summary>
/// <remarks>
/// Szegedy et al., "Going deeper with convolutions", 2015. Its area is a share of the image's, uniform in the range; its ratio of
/// width to height is uniform in the logarithm. Where ten rectangles do not fit, the largest central one of a ratio in the range
/// is taken, as torchvision does.
/// </remarks>
[Variant("random_resized_crop")]
public sealed record RandomResizedCropParams : RandomGeometricParams, IValidatable
{
    /// <value>The height of the result. Default: none, it must be given.</value>
    [Range(1, 65536)]
    public int Height { get; init; }

    /// <value>The width of the result. Default: none, it must be given.</value>
    [Range(1, 65536)]
    public int Width { get; init; }

    /// <value>The smallest share of the area. Default: 0.08.</value>
    [Range(1e-6, 1.0)]
    public double MinScale { get; init; } = 0.08;

    /// <value>The largest share of the area. Default: 1.</value>
    [Range(1e-6, 1.0)]
    public double MaxScale { get; init; } = 1;

    /// <value>The smallest ratio of width to height. Default: 0.75.</value>
    [Range(0.01, 100.0)]
    public double MinRatio { get; init; } = 0.75;

    /// <value>The largest ratio of width to height. Default: 4/3.</value>
    [Range(0.01, 100.0)]
    public double MaxRatio { get; init; } = 4.0 / 3;

    /// <value>How pixels are resampled. Default: area.</value>
    public ResizeFilter Filter { get; init; } = ResizeFilter.Area;

    /// <inheritdoc/>
    public override Processor Create() => new RandomResizedCropProcessor(this);

    /// <inheritdoc/>
    public IEnumerable<(string Property, string Message)> Validate()
    {
        if (Height < 1) yield return (nameof(Height), "give the height, 1 or more.");
        if (Width < 1) yield return (nameof(Width), "give the width, 1 or more.");
        if (MinScale > MaxScale) yield return (nameof(MinScale), "the smallest scale is larger than the largest.");
        if (MinRatio > MaxRatio) yield return (nameof(MinRatio), "the smallest ratio is larger than the largest.");
        if (Probability < 1)
            yield return (nameof(Probability), "an image that is not cropped would have another size; the probability is 1.");
    }
}
