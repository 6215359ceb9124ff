using Tfaip.Training.Loop;
using Tfaip.Training.Reporting.TensorBoard;

namespace Tfaip.Training.Reporting;

/// <summary>
/// Writes <c>events/</c> of the run directory for TensorBoard: the values of each evaluation and the learning rate under the
/// splits' names, the configuration as text, and what the model's own summaries write.
/// </summary>
/// <param name="time">The clock.</param>
public sealed class EventLog(TimeProvider time) : IRunListener, IDisposable
{
    /// <summary>The folder's name in the run directory.</summary>
    public const string FolderName = "events";

    /// <summary>The tag of the learning rate, of the split <c>training</c>.</summary>
    public const string LearningRate = "learning_rate";

    /// <summary>The tag of how many samples a second a split was measured with.</summary>
    public const string SamplesPerSecond = "samples_per_second";

    private RunInfo? _run;
    private EventFolder? _events;
    private double? _learningRate;

    /// <inheritdoc/>
    public void RunStarted(RunInfo info) => _run = info;

    /// <inheritdoc/>
    public void EpochStarted(EpochInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        if (_events is not null) return;

        var step = _run!.LastReportedStep(info);
        _events = EventFolder.Open(Path.Combine(_run!.RunDirectory, FolderName), step ?? 0, time);
        if (step is null) _events.At(EvaluationInfo.Training, 0).Text("config", $"```yaml\n{_run.ConfigYaml}\n```");
    }

    /// <inheritdoc/>
    public void StepCompleted(StepInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        _learningRate = info.LearningRate;
    }

    /// <inheritdoc/>
    public void EvaluationCompleted(EvaluationInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        var writer = _events!.At(info.Split, info.Step);
        foreach (var (name, value) in info.Metrics) writer.Scalar(name, value);
        if (info.Split == EvaluationInfo.Training && _learningRate is { } rate) writer.Scalar(LearningRate, rate);
        if (info.Duration > TimeSpan.Zero) writer.Scalar(SamplesPerSecond, info.Samples / info.Duration.TotalSeconds);
    }

    /// <inheritdoc/>
    public void SummariesReady(SummariesInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        info.Write(_events!.At(info.Split, info.Step));
    }

    /// <inheritdoc/>
    public void Dispose() => _events?.Dispose();
}
