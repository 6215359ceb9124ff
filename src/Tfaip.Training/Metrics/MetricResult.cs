using Tfaip.Training.Metrics.Reports;

namespace Tfaip.Training.Metrics;

/// <summary>What a metric measured: numbers, and what is drawn or listed.</summary>
/// <param name="Values">The numbers by name, in their order; logged, and each may be monitored.</param>
/// <param name="Reports">What is no number: confusion matrices, curves, lists of errors.</param>
public sealed record MetricResult(IReadOnlyList<KeyValuePair<string, double>> Values, IReadOnlyList<MetricReport> Reports)
{
    /// <summary>One number.</summary>
    public static MetricResult Of(string name, double value) => new([KeyValuePair.Create(name, value)], []);
}
