using Tfaip.Training.Metrics.Reports;

namespace Tfaip.Training.Evaluation;

/// <summary>What an evaluation measured.</summary>
/// <param name="Metrics">The values by name.</param>
/// <param name="Reports">What is no number: confusion matrices, curves, lists of errors.</param>
/// <param name="Batches">How many batches there were; 0 where answers were read from a dump.</param>
/// <param name="Samples">How many samples there were.</param>
internal sealed record EvaluationResult(
    IReadOnlyDictionary<string, double> Metrics, IReadOnlyList<MetricReport> Reports, long Batches, long Samples)
{
    /// <value>The first input that is not a finite number, in words. Default: null, there is none.</value>
    public string? NotFiniteInput { get; init; }
}
