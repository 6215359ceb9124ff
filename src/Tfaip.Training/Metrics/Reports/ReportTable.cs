namespace Tfaip.Training.Metrics.Reports;

/// <summary>All that a report shows a part of, to be written to a file of its own.</summary>
/// <param name="Columns">The names of the columns.</param>
/// <param name="Rows">The rows, made while they are read.</param>
public sealed record ReportTable(IReadOnlyList<string> Columns, IEnumerable<IReadOnlyList<string>> Rows);
