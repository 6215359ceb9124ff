using Tfaip.Training.Loop;

namespace Tfaip.Training.Reporting;

/// <summary>Tells several listeners what a run does, in their order.</summary>
/// <param name="listeners">The listeners; they stay the caller's.</param>
internal sealed class ListenerGroup(params IReadOnlyList<IRunListener> listeners) : IRunListener
{
    public void RunStarted(RunInfo info) => Tell(listener => listener.RunStarted(info));

    public void EpochStarted(EpochInfo info) => Tell(listener => listener.EpochStarted(info));

    public void StepCompleted(StepInfo info)
    {
        // Without a closure: this is called in every step.
        foreach (var listener in listeners) listener.StepCompleted(info);
    }

    public void EvaluationCompleted(EvaluationInfo info) => Tell(listener => listener.EvaluationCompleted(info));

    public void SummariesReady(SummariesInfo info) => Tell(listener => listener.SummariesReady(info));

    public void CheckpointWritten(CheckpointInfo info) => Tell(listener => listener.CheckpointWritten(info));

    public void ExportProgress(string text) => Tell(listener => listener.ExportProgress(text));

    public void SamplePredicted(PredictionInfo info) => Tell(listener => listener.SamplePredicted(info));

    public void RunCompleted(RunSummary summary) => Tell(listener => listener.RunCompleted(summary));

    private void Tell(Action<IRunListener> tell)
    {
        foreach (var listener in listeners) tell(listener);
    }
}
