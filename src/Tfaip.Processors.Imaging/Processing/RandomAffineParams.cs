using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Imaging.Processing;

/// <summary>Turns, slants, scales and shifts an image in one resampling.</summary>
/// <remarks>About its centre: scale, then shear, then rotation, then shift, each uniform in its range.</remarks>
[Variant("random_affine")]
public sealed record RandomAffineParams : WarpParams, IValidatable
{
    /// <value>The largest angle that the image is turned by, in degrees. Default: 10.</value>
    [Range(0.0, 180.0)]
    public double Degrees { get; init; } = 10;

    /// <value>The largest shift, as a share of the height and of the width. Default: 0.1.</value>
    [Range(0.0, 1.0)]
    public double Translate { get; init; } = 0.1;

    /// <value>The smallest factor of the size. Default: 0.9.</value>
    [Range(0.01, 100.0)]
    public double MinScale { get; init; } = 0.9;

    /// <value>The largest factor of the size. Default: 1.1.</value>
    [Range(0.01, 100.0)]
    public double MaxScale { get; init; } = 1.1;

    /// <value>The largest angle that columns are slanted by, in degrees. Default: 0.</value>
    [Range(0.0, 80.0)]
    public double Shear { get; init; }

    /// <inheritdoc/>
    public override Processor Create() => new RandomAffineProcessor(this);

    /// <inheritdoc/>
    public IEnumerable<(string Property, string Message)> Validate()
    {
        if (MinScale > MaxScale) yield return (nameof(MinScale), "the smallest scale is larger than the largest.");
    }
}
