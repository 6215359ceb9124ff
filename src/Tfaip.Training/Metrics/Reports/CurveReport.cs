namespace Tfaip.Training.Metrics.Reports;

/// <summary>Curves in one chart, whose axes reach from 0 to 1.</summary>
/// <param name="Name">The metric's name.</param>
/// <param name="XAxis">What the horizontal axis shows.</param>
/// <param name="YAxis">What the vertical axis shows.</param>
/// <param name="Curves">The curves, one for each class where there are several.</param>
public sealed record CurveReport(string Name, string XAxis, string YAxis, IReadOnlyList<Curve> Curves) : MetricReport(Name);
