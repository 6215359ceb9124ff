using Tfaip.Training.Metrics;

namespace Tfaip.Training.Callbacks;

/// <summary>How far training came.</summary>
/// <param name="Status">Completed or interrupted.</param>
/// <param name="Best">The best checkpoint.</param>
/// <param name="Epochs">Epochs that are complete.</param>
/// <param name="Steps">Steps done.</param>
/// <param name="Metrics">The values of the last evaluation by name.</param>
public sealed record TrainingResult(
    RunStatus Status, BestInfo? Best, int Epochs, long Steps, IReadOnlyDictionary<string, double> Metrics)
{
    /// <value>Why a callback ended training before its last epoch. Default: null, none did.</value>
    public string? StopReason { get; init; }
}
