using Tfaip.Training.Callbacks;
using Tfaip.Training.Loop;
using Tfaip.Training.Reporting.TensorBoard;

namespace Tfaip.Training.Reporting;

/// <summary>
/// Writes <c>events/</c> of the run directory for TensorBoard: the values of each evaluation and the learning rate under the
/// splits' names, the configuration as text, and what the model's own summaries write.
/// </summary>
/// <param name="time">The clock.</param>
public sealed class EventLog(TimeProvider time) : ICallback, IDisposable
{
    /// <summary>The folder's name in the run directory.</summary>
    public const string FolderName = "events";

    private RunInfo? _run;
    private EventFolder? _events;
    private double? _learningRate;

    /// <inheritdoc/>
    public void On(RunEvent happened, IRunControl run)
    {
        switch (happened)
        {
            case RunStarted started:
                _run = started.Info;
                break;
            case EpochStarted epoch when _events is null:
                Open(epoch);
                break;
            case StepCompleted step:
                _learningRate = step.LearningRate;
                break;
            case EvaluationCompleted evaluation:
                Write(evaluation);
                break;
            case SummariesReady summaries:
                summaries.Write(_events!.At(summaries.Split, summaries.Step));
                break;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _events?.Dispose();

    private void Open(EpochStarted epoch)
    {
        var step = _run!.LastReportedStep(epoch);
        _events = EventFolder.Open(Path.Combine(_run!.RunDirectory, FolderName), step ?? 0, time);
        if (step is null) _events.At(EvaluationCompleted.Training, 0).Text("config", $"```yaml\n{_run.ConfigYaml}\n```");
    }

    private void Write(EvaluationCompleted evaluation)
    {
        var writer = _events!.At(evaluation.Split, evaluation.Step);
        foreach (var (name, value) in evaluation.Metrics) writer.Scalar(name, value);
        if (evaluation.Split == EvaluationCompleted.Training && _learningRate is { } rate) writer.Scalar("learning_rate", rate);
    }
}
