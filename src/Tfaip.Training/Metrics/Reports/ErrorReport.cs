namespace Tfaip.Training.Metrics.Reports;

/// <summary>The worst answers.</summary>
/// <param name="Name">The metric's name.</param>
/// <param name="Errors">The answers, the worst first; of equally bad ones the earlier.</param>
/// <param name="Count">How many answers were wrong in all.</param>
public sealed record ErrorReport(string Name, IReadOnlyList<AnswerError> Errors, long Count) : MetricReport(Name);
