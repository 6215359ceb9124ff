using Tfaip.Training.Callbacks;

namespace Tfaip.Training.Tests.Loop;

/// <summary>Keeps what it heard.</summary>
internal sealed class RecordingCallback : ICallback
{
    private readonly List<RunEvent> _events = [];

    public IReadOnlyList<EvaluationCompleted> Evaluations => Of<EvaluationCompleted>();

    public IReadOnlyList<StepCompleted> Steps => Of<StepCompleted>();

    public IReadOnlyList<CheckpointWritten> Checkpoints => Of<CheckpointWritten>();

    public IReadOnlyList<SamplePredicted> Predictions => Of<SamplePredicted>();

    public IReadOnlyList<RunInfo> Runs => [.. Of<RunStarted>().Select(started => started.Info)];

    public IReadOnlyList<RunSummary> Summaries => [.. Of<RunCompleted>().Select(completed => completed.Summary)];

    public int SummariesCount => Of<SummariesReady>().Count;

    public Action<StepCompleted>? OnStep { get; init; }

    public Action? OnSummaries { get; init; }

    /// <summary>Called for every event, with what can be asked of the run.</summary>
    public Action<RunEvent, IRunControl>? OnEvent { get; init; }

    public void On(RunEvent happened, IRunControl run)
    {
        _events.Add(happened);
        OnEvent?.Invoke(happened, run);
        if (happened is StepCompleted step) OnStep?.Invoke(step);
        if (happened is SummariesReady) OnSummaries?.Invoke();
    }

    /// <summary>The events of a kind, in their order.</summary>
    public IReadOnlyList<TEvent> Of<TEvent>() => [.. _events.OfType<TEvent>()];
}
