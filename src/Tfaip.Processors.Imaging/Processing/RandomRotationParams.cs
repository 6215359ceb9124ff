using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Imaging.Processing;

/// <summary>
/// Turns an image about its centre by an angle that is uniform in <c>[-degrees, degrees)</c>.
/// </summary>
[Variant("random_rotation"), Description("Turns an image about its centre by a random angle.")]
public sealed record RandomRotationParams : WarpParams
{
    /// <value>The largest angle, in degrees. Default: 10.</value>
    [Description("The largest angle, in degrees."), Range(0.0, 180.0)]
    public double Degrees { get; init; } = 10;

    /// <inheritdoc/>
    public override Processor Create() => new RandomRotationProcessor(this);
}
