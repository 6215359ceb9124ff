namespace Tfaip.Training.Reporting.Html.Charts;

/// <summary>A point of a curve.</summary>
/// <param name="X">Where, such as the epoch.</param>
/// <param name="Y">The value; the curve is broken where it is not finite.</param>
internal readonly record struct ChartPoint(double X, double Y);
