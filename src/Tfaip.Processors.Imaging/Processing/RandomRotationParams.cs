using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Imaging.Processing;

/// <summary>Turns an image about its centre by a random angle.</summary>
/// <remarks>The angle is uniform in <c>[-degrees, degrees)</c>.</remarks>
[Variant("random_rotation")]
public sealed record RandomRotationParams : WarpParams
{
    /// <value>The largest angle, in degrees. Default: 10.</value>
    [Range(0.0, 180.0)]
    public double Degrees { get; init; } = 10;

    /// <inheritdoc/>
    public override Processor Create() => new RandomRotationProcessor(this);
}
