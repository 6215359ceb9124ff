namespace Tfaip.Training.Loop;

/// <summary>Calls an action when the first checkpoint is written, and passes everything on.</summary>
internal sealed class FirstCheckpointListener(IRunListener inner, Action firstCheckpoint) : IRunListener
{
    private Action? _firstCheckpoint = firstCheckpoint;

    public void RunStarted(RunInfo info) => inner.RunStarted(info);

    public void EpochStarted(EpochInfo info) => inner.EpochStarted(info);

    public void StepCompleted(StepInfo info) => inner.StepCompleted(info);

    public void EvaluationCompleted(EvaluationInfo info) => inner.EvaluationCompleted(info);

    public void SummariesReady(SummariesInfo info) => inner.SummariesReady(info);

    public void CheckpointWritten(CheckpointInfo info)
    {
        Interlocked.Exchange(ref _firstCheckpoint, null)?.Invoke();
        inner.CheckpointWritten(info);
    }

    public void ExportProgress(string text) => inner.ExportProgress(text);

    public void SamplePredicted(PredictionInfo info) => inner.SamplePredicted(info);

    public void RunCompleted(RunSummary summary) => inner.RunCompleted(summary);
}
