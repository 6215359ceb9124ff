using System.Diagnostics;

namespace Tfaip.Training.Tensors;

/// <summary>
/// The activities of training, for whoever listens: the profiler of a run, or OpenTelemetry in a program of one's own. Where nobody
/// listens, an activity costs a comparison.
/// </summary>
public static class TrainingActivities
{
    /// <summary>The name of the source.</summary>
    public const string SourceName = "Tfaip.Training";

    /// <summary>Waiting for the pipeline.</summary>
    public const string Data = "data";

    /// <summary>Copying a batch to the device.</summary>
    public const string Copy = "copy";

    /// <summary>The model's forward pass.</summary>
    public const string Forward = "forward";

    /// <summary>The losses.</summary>
    public const string Loss = "loss";

    /// <summary>Gathering losses and metrics.</summary>
    public const string Metrics = "metrics";

    /// <summary>The backward pass.</summary>
    public const string Backward = "backward";

    /// <summary>Clipping, the optimizer and averages.</summary>
    public const string Optimizer = "optimizer";

    /// <summary>What callbacks do after a step.</summary>
    public const string Callbacks = "callbacks";

    /// <summary>An evaluation.</summary>
    public const string Evaluation = "evaluation";

    /// <summary>What training waits for a checkpoint.</summary>
    public const string Checkpoint = "checkpoint";

    internal static ActivitySource Source { get; } = new(SourceName);

    /// <summary>Begins an activity, which ends when it is disposed; null where nobody listens.</summary>
    public static Activity? Begin(string name) => Source.StartActivity(name);
}
