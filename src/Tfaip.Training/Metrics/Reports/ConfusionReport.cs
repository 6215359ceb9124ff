namespace Tfaip.Training.Metrics.Reports;

/// <summary>How often each class was taken for each.</summary>
/// <param name="Name">The metric's name.</param>
/// <param name="Labels">The names of the classes, in the order of rows and columns.</param>
/// <param name="Counts">
/// A row for each class of the targets, with a number for each class that was answered: samples, or the sum of their weights.
/// </param>
public sealed record ConfusionReport(string Name, IReadOnlyList<string> Labels, IReadOnlyList<IReadOnlyList<double>> Counts)
    : MetricReport(Name);
