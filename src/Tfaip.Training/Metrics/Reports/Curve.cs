namespace Tfaip.Training.Metrics.Reports;

/// <summary>A curve.</summary>
/// <param name="Label">What it is of: a class, or <c>model</c>.</param>
/// <param name="X">The horizontal places of its points, in the order in which they are joined.</param>
/// <param name="Y">The vertical ones.</param>
public sealed record Curve(string Label, IReadOnlyList<double> X, IReadOnlyList<double> Y)
{
    /// <value>
    /// The score from which on the answer is yes at each point; +∞ at a point where it is always no. Default: none, the curve has
    /// no thresholds.
    /// </value>
    public IReadOnlyList<double> Thresholds { get; init; } = [];
}
