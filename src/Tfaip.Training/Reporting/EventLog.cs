using System.Text.Json;
using Tfaip.Parameters.Binding;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Files;
using Tfaip.Training.Parameters;
using Tfaip.Training.Reporting.TensorBoard;

namespace Tfaip.Training.Reporting;

/// <summary>
/// Writes <c>events/</c> of the run directory for TensorBoard: the values of each evaluation and the learning rate under the
/// splits' names, the configuration as text and as a row of the tab HPARAMS, and what the model's own summaries write.
/// </summary>
internal sealed class EventLog : IStatefulCallback, IDisposable
{
    /// <summary>The folder's name in the run directory.</summary>
    public const string FolderName = "events";

    /// <summary>The tag of the learning rate, of the split <c>training</c>.</summary>
    public const string LearningRate = "learning_rate";

    /// <summary>The tag of how many samples a second a split was measured with.</summary>
    public const string SamplesPerSecond = "samples_per_second";

    private readonly TimeProvider _time;
    private readonly IDurableFiles _files;
    private RunInfo? _run;
    private EventFolder? _events;
    private EventLogState? _last;

    /// <summary>Creates the log; nothing is written before a run begins.</summary>
    /// <param name="time">The clock.</param>
    public EventLog(TimeProvider time)
        : this(time, DurableFiles.OfSystem)
    {
    }

    internal EventLog(TimeProvider time, IDurableFiles files)
    {
        ArgumentNullException.ThrowIfNull(time);
        (_time, _files) = (time, files);
    }

    private TensorBoardParams Parameters => _run!.Parameters.Trainer.TensorBoard;

    /// <inheritdoc/>
    public string Name => "event_log";

    /// <inheritdoc/>
    public JsonElement Save() => JsonSerializer.SerializeToElement(_last, CallbackJson.Options);

    /// <inheritdoc/>
    public void Restore(JsonElement state) => _last = state.Deserialize<EventLogState>(CallbackJson.Options);

    /// <inheritdoc/>
    public void On(RunEvent happened, IRunControl run)
    {
        switch (happened)
        {
            case RunStarted started:
                _run = started.Info;
                break;
            case EpochStarted when _events is null:
                Open();
                break;
            case StepCompleted step:
                Take(step);
                break;
            case EvaluationCompleted evaluation:
                Write(evaluation, run);
                break;
            case SummariesReady summaries:
                summaries.Write(_events!.At(summaries.Split, summaries.Step));
                break;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _events?.Dispose();

    private void Open()
    {
        var step = _run!.ReportedStep ?? 0;
        _events = EventFolder.Open(Path.Combine(_run.RunDirectory, FolderName), step, _time, _files);
        if (step == 0) WriteParameters();

        // What it wrote of a step whose evaluation is still to come was removed with that step.
        if (_last is { } last && last.Step > step) Write(last);
    }

    private void WriteParameters()
    {
        var writer = _events!.At(EvaluationCompleted.Training, 0);
        writer.Text("config", $"```yaml\n{_run!.ConfigYaml}\n```");
        writer.Parameters(ParameterValues.Of(ParameterEmitter.Emit(_run.Parameters)));
    }

    private void Take(StepCompleted step)
    {
        var isWritten = Parameters.EverySteps is { } every && step.Step % every == 0;
        _last = new(step.Step, step.LearningRate, isWritten ? step.MeanLoss() : null);
        Write(_last);
    }

    private void Write(EventLogState step)
    {
        if (step.MeanLoss is not { } loss) return;
        var writer = _events!.At(EvaluationCompleted.Training, step.Step);
        writer.Scalar("steps/loss", loss);
        writer.Scalar("steps/learning_rate", step.LearningRate);
    }

    private void Write(EvaluationCompleted evaluation, IRunControl run)
    {
        var writer = _events!.At(evaluation.Split, evaluation.Step);
        foreach (var (name, value) in evaluation.Metrics) writer.Scalar(name, value);
        if (evaluation.SamplesPerSecond is { } pace) writer.Scalar(SamplesPerSecond, pace);
        if (evaluation.Split != EvaluationCompleted.Training) return;

        if (_last is { } last) writer.Scalar(LearningRate, last.LearningRate);
        if (!Parameters.Histograms) return;
        foreach (var (name, parameter) in run.Model.named_parameters()) writer.Histogram($"weights/{name}", parameter);
    }
}
