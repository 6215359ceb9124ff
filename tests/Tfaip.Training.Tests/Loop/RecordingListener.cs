using Tfaip.Training.Loop;

namespace Tfaip.Training.Tests.Loop;

/// <summary>Keeps what it heard.</summary>
internal sealed class RecordingListener : IRunListener
{
    public List<EvaluationInfo> Evaluations { get; } = [];

    public List<StepInfo> Steps { get; } = [];

    public List<CheckpointInfo> Checkpoints { get; } = [];

    public List<PredictionInfo> Predictions { get; } = [];

    public List<RunInfo> Runs { get; } = [];

    public List<RunSummary> Summaries { get; } = [];

    public int SummariesCount { get; private set; }

    public Action<StepInfo>? OnStep { get; init; }

    public Action? OnSummaries { get; init; }

    public void RunStarted(RunInfo info) => Runs.Add(info);

    public void StepCompleted(StepInfo info)
    {
        Steps.Add(info);
        OnStep?.Invoke(info);
    }

    public void EvaluationCompleted(EvaluationInfo info) => Evaluations.Add(info);

    public void SummariesReady(SummariesInfo info)
    {
        SummariesCount++;
        OnSummaries?.Invoke();
    }

    public void CheckpointWritten(CheckpointInfo info) => Checkpoints.Add(info);

    public void SamplePredicted(PredictionInfo info) => Predictions.Add(info);

    public void RunCompleted(RunSummary summary) => Summaries.Add(summary);
}
