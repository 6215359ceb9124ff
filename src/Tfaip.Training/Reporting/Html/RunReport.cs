using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Figures;
using Tfaip.Training.Files;
using Tfaip.Training.MixedPrecision;
using Tfaip.Training.Reporting.Models;

namespace Tfaip.Training.Reporting.Html;

/// <summary>
/// Writes <c>report.html</c> of the run directory when the run ends, whatever way: curves, figures, measurements, sample predictions,
/// times, the model's layers, parameters and environment on one page that needs nothing else.
/// </summary>
internal sealed class RunReport : ICallback
{
    /// <summary>The file's name in the run directory.</summary>
    public const string FileName = "report.html";

    private readonly TimeProvider _time;
    private readonly IDurableFiles _files;
    private readonly DateTimeOffset _started;
    private readonly List<SampleCard> _samples = [];
    private ClassNames _names = new([]);
    private RunInfo? _run;

    /// <summary>Creates the writer; nothing is written before a run begins.</summary>
    /// <param name="time">The clock.</param>
    public RunReport(TimeProvider time)
        : this(time, DurableFiles.OfSystem)
    {
    }

    internal RunReport(TimeProvider time, IDurableFiles files)
    {
        ArgumentNullException.ThrowIfNull(time);
        (_time, _files, _started) = (time, files, time.GetUtcNow());
    }

    /// <inheritdoc/>
    public void On(RunEvent happened, IRunControl run)
    {
        switch (happened)
        {
            case RunStarted started:
                _run = started.Info;
                _names = ClassNames.Of(started.Info.Parameters.Data.PostProcessing);
                break;
            case SamplePredicted predicted:
                _samples.Add(SamplePictures.CardOf(predicted, _names));
                break;
            case RunCompleted completed when _run is { } info:
                Write(info, completed.Summary);
                break;
        }
    }

    private void Write(RunInfo run, RunSummary summary) =>
        _files.ReplaceFile(
            Path.Combine(run.RunDirectory, FileName), file => file.Write(Encoding.UTF8.GetBytes(ReportPage.Write(Content(run, summary)))));

    private ReportContent Content(RunInfo run, RunSummary summary) =>
        Content(run, summary, EpochAxis.Of(run.RunDirectory, summary.Epochs, run.StepsPerEpoch));

    private ReportContent Content(RunInfo run, RunSummary summary, EpochAxis axis) => new()
    {
        Scenario = run.Scenario,
        Run = Path.GetFileName(Path.TrimEndingDirectorySeparator(run.RunDirectory)),
        Status = summary.Status.ToString().ToLowerInvariant(),
        Error = summary.Error,
        Figures = Figures(run, summary),
        Charts = RunCurves.Read(run.RunDirectory, axis),
        BestEpoch = summary.Best is { } best ? axis.PlaceOf(best.Step) : null,
        Measurements = [.. MeasurementFile.Read(run.RunDirectory)
            .Select(report => ($"{report.Name}, of the best evaluation", Measurements.Of(report)))],
        Samples = _samples,
        SampleTitle = summary.Status == RunStatus.Completed
            ? "Held-out samples, answered by the package"
            : "Held-out samples, answered by the model as it is",
        Times = summary.Times,
        Layers = [.. ModelLayers.Lines(run.Layers)],
        ConfigYaml = run.ConfigYaml,
        Environment =
        [
            new("device", PrecisionText.On(run.Device, run.Parameters.Precision)),
            new("started", Time(_started)),
            new("ended", Time(_time.GetUtcNow())),
            new("tfaip", ToolVersion.Tfaip),
            new("TorchSharp", ToolVersion.TorchSharp),
            new(".NET", Environment.Version.ToString()),
            new("operating system", RuntimeInformation.OSDescription),
            new("architecture", RuntimeInformation.ProcessArchitecture.ToString()),
            new("processors", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture)),
        ],
    };

    private static List<Figure> Figures(RunInfo run, RunSummary summary)
    {
        var figures = new List<Figure>();
        if (summary.Best is { } best)
        {
            figures.Add(new(
                $"best {best.Metric}",
                FigureText.Value(best.Value),
                string.Create(CultureInfo.InvariantCulture, $"after epoch {best.Epoch}")));
        }

        figures.Add(new("epochs", FigureText.Count(summary.Epochs), string.Create(CultureInfo.InvariantCulture, $"of {run.Epochs}")));
        figures.Add(
            new("steps", FigureText.Count(summary.Steps), run.ResumedAtStep is { } step ? $"resumed after {FigureText.Count(step)}" : ""));
        figures.Add(new("training time", FigureText.Duration(summary.TrainingDuration), "with evaluations"));
        if (summary.Times.FirstOrDefault(phase => phase.Phase == PhaseTime.Training) is { SamplesPerSecond: > 0 } training)
        {
            figures.Add(new("throughput", FigureText.Count((long)Math.Round(training.SamplesPerSecond)), "training samples/s"));
        }

        figures.Add(new("parameters", FigureText.Count(run.TotalParameters), TrainedPart(run)));
        figures.Add(new("samples", FigureText.Count(run.TrainingSamples), $"{FigureText.Count(run.EvaluationSamples)} to evaluate"));
        return figures;
    }

    private static string TrainedPart(RunInfo run) =>
        run.TrainableParameters == run.TotalParameters
            ? "all of them trained"
            : $"{FigureText.Count(run.TrainableParameters)} of them trained";

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";
}
