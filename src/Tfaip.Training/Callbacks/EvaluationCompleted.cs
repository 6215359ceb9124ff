using Tfaip.Training.Metrics.Reports;

namespace Tfaip.Training.Callbacks;

/// <summary>A split that was measured.</summary>
public sealed record EvaluationCompleted : RunEvent
{
    /// <summary>The name of the split that the model learns from.</summary>
    public const string Training = "training";

    /// <summary>The name of the held-out split.</summary>
    public const string Evaluation = "evaluation";

    /// <summary>The epoch, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>Steps done in the run.</summary>
    public required long Step { get; init; }

    /// <summary><see cref="Training"/> or <see cref="Evaluation"/>.</summary>
    public required string Split { get; init; }

    /// <summary>The values in their order: <c>loss</c>, each loss, the metrics, the evaluator's.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <value>What is no number: confusion matrices, curves, lists of errors. Default: nothing.</value>
    public IReadOnlyList<MetricReport> Reports { get; init; } = [];

    /// <summary>Batches that were measured.</summary>
    public required long Batches { get; init; }

    /// <summary>Samples that were measured.</summary>
    public required long Samples { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <value>
    /// How many of the samples were measured in <see cref="Duration"/>: fewer where the run went on from a checkpoint that had some of
    /// them. Default: null, all.
    /// </value>
    public long? SamplesInDuration { get; init; }

    /// <summary>Samples in a second; null where none were measured, or in no time.</summary>
    public double? SamplesPerSecond =>
        Duration > TimeSpan.Zero && (SamplesInDuration ?? Samples) is > 0 and var samples ? samples / Duration.TotalSeconds : null;

    /// <value>Whether the monitored value is the best so far. Default: false.</value>
    public bool IsBest { get; init; }
}
