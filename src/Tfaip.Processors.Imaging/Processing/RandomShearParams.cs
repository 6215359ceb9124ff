using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Imaging.Processing;

/// <summary>Slants an image about its centre by random angles.</summary>
/// <remarks>
/// The angles are uniform in <c>[-angle, angle)</c>: rows move by the tangent of one times their height above the centre, columns
/// by that of the other.
/// </remarks>
[Variant("random_shear")]
public sealed record RandomShearParams : WarpParams, IValidatable
{
    /// <value>The largest angle that columns are slanted by, in degrees. Default: 10.</value>
    [Range(0.0, 80.0)]
    public double Horizontal { get; init; } = 10;

    /// <value>The largest angle that rows are slanted by, in degrees. Default: 0.</value>
    [Range(0.0, 80.0)]
    public double Vertical { get; init; }

    /// <inheritdoc/>
    public override Processor Create() => new RandomShearProcessor(this);

    /// <inheritdoc/>
    public IEnumerable<(string Property, string Message)> Validate()
    {
        if (Horizontal + Vertical > 80)
            yield return (nameof(Horizontal), "the two angles together are at most 80 degrees: the image would become a line.");
    }
}
