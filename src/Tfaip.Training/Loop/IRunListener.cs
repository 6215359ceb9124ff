namespace Tfaip.Training.Loop;

/// <summary>
/// Hears what a run does, on the training thread: a slow listener slows the run. An exception of a listener ends the run.
/// Epochs and steps count from 1, as people count.
/// </summary>
public interface IRunListener
{
    /// <summary>The run directory is prepared and everything is created; training follows.</summary>
    void RunStarted(RunInfo info)
    {
    }

    /// <summary>An epoch begins, or goes on after a resume.</summary>
    void EpochStarted(EpochInfo info)
    {
    }

    /// <summary>An optimizer step is done.</summary>
    void StepCompleted(StepInfo info)
    {
    }

    /// <summary>
    /// A split was measured: training (over the batches of the epoch as the model learned) or evaluation. Both come at the
    /// end of each epoch, training first.
    /// </summary>
    void EvaluationCompleted(EvaluationInfo info)
    {
    }

    /// <summary>The model can write its summaries, by <see cref="SummariesInfo.Write"/>, before this call returns.</summary>
    void SummariesReady(SummariesInfo info)
    {
    }

    /// <summary>A checkpoint is on the disk.</summary>
    void CheckpointWritten(CheckpointInfo info)
    {
    }

    /// <summary>What the exporter is doing.</summary>
    void ExportProgress(string text)
    {
    }

    /// <summary>A held-out sample was predicted from the finished package.</summary>
    void SamplePredicted(PredictionInfo info)
    {
    }

    /// <summary>The run is over, whatever way; after a failure the exception follows.</summary>
    void RunCompleted(RunSummary summary)
    {
    }
}
