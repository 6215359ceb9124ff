namespace Tfaip.Training.Evaluation;

/// <summary>What an evaluation measured.</summary>
/// <param name="Metrics">The values by name.</param>
/// <param name="Samples">How many samples there were.</param>
internal sealed record EvaluationResult(IReadOnlyDictionary<string, double> Metrics, long Samples);
