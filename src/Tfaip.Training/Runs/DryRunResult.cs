using Tfaip.Training.Callbacks;

namespace Tfaip.Training.Runs;

/// <summary>What a run would be that was only tried.</summary>
/// <param name="Info">What is known of it before training begins.</param>
/// <param name="Model">The model's class.</param>
/// <param name="TrainingLoss">The total loss of the first training batch.</param>
/// <param name="EvaluationLoss">The total loss of the first evaluation batch; null where there are no samples to evaluate with.</param>
/// <param name="Replaces">Whether the run directory holds a run that would be replaced.</param>
public sealed record DryRunResult(RunInfo Info, string Model, double TrainingLoss, double? EvaluationLoss, bool Replaces);
