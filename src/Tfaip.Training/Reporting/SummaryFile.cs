using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Figures;
using Tfaip.Training.Files;
using Tfaip.Training.Metrics;
using Tfaip.Training.MixedPrecision;

namespace Tfaip.Training.Reporting;

/// <summary>Writes <c>summary.json</c> of the run directory when the run ends: what it reached, how long it took, how it ended.</summary>
internal sealed class SummaryFile : ICallback
{
    /// <summary>The file's name in the run directory.</summary>
    public const string FileName = "summary.json";

    private readonly TimeProvider _time;
    private readonly IDurableFiles _files;
    private readonly DateTimeOffset _started;
    private readonly Func<string?> _displayFailure;
    private RunInfo? _info;

    /// <summary>Creates the writer; nothing is written before a run begins.</summary>
    /// <param name="time">The clock.</param>
    public SummaryFile(TimeProvider time)
        : this(time, DurableFiles.OfSystem, () => null)
    {
    }

    // The last one says what kept the run from being shown.
    internal SummaryFile(TimeProvider time, IDurableFiles files, Func<string?> displayFailure)
    {
        ArgumentNullException.ThrowIfNull(time);
        (_time, _files, _started, _displayFailure) = (time, files, time.GetUtcNow(), displayFailure);
    }

    /// <inheritdoc/>
    public void On(RunEvent happened, IRunControl run)
    {
        if (happened is RunStarted started) _info = started.Info;
        else if (happened is RunCompleted completed && _info is { } info) Write(info, completed.Summary);
    }

    private void Write(RunInfo info, RunSummary summary) =>
        _files.ReplaceFile(Path.Combine(info.RunDirectory, FileName), file => Write(file, info, summary));

    private void Write(Stream stream, RunInfo info, RunSummary summary)
    {
        using var writer = new Utf8JsonWriter(
            stream, new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.WriteStartObject();
        writer.WriteString("status", JsonNamingPolicy.SnakeCaseLower.ConvertName(summary.Status.ToString()));
        if (summary.Error is not null) writer.WriteString("error", summary.Error);
        if (summary.StopReason is not null) writer.WriteString("stop_reason", summary.StopReason);
        if (_displayFailure() is { } failure) writer.WriteString("display", failure);
        writer.WriteString("scenario", summary.Scenario);
        WriteBest(writer, summary.Best);
        writer.WriteNumber("epochs", summary.Epochs);
        writer.WriteNumber("steps", summary.Steps);
        WriteMetrics(writer, summary.Metrics);
        if (summary.Package is { } package)
            writer.WriteString("package", Path.GetRelativePath(info.RunDirectory, package).Replace('\\', '/'));

        writer.WriteNumber("seed", info.Parameters.Seed);
        writer.WriteString("device", info.Device);
        if (PrecisionText.Of(info.Parameters.Precision) is { } precision) writer.WriteString("precision", precision);
        if (info.ResumedAtStep is { } step) writer.WriteNumber("resumed_at_step", step);
        writer.WriteString("started", _started.UtcDateTime.ToString("s") + "Z");
        writer.WriteString("ended", _time.GetUtcNow().UtcDateTime.ToString("s") + "Z");
        writer.WriteStartObject("seconds");
        writer.WriteNumber("training", Math.Round(summary.TrainingDuration.TotalSeconds, 3));
        writer.WriteNumber("export", Math.Round(summary.ExportDuration.TotalSeconds, 3));
        writer.WriteEndObject();
        WriteTimes(writer, summary.Times);
        WriteVersions(writer);
        writer.WriteEndObject();
    }

    private static void WriteBest(Utf8JsonWriter writer, BestInfo? best)
    {
        if (best is null)
        {
            writer.WriteNull("best");
            return;
        }

        writer.WriteStartObject("best");
        writer.WriteString("metric", best.Metric);
        writer.WriteNumber("epoch", best.Epoch);
        writer.WriteNumber("step", best.Step);
        writer.WriteFinite("value", best.Value);
        WriteMetrics(writer, best.Metrics);
        writer.WriteEndObject();
    }

    private static void WriteMetrics(Utf8JsonWriter writer, IReadOnlyDictionary<string, double> metrics)
    {
        writer.WriteStartObject("metrics");
        foreach (var (name, value) in metrics) writer.WriteFinite(name, value);
        writer.WriteEndObject();
    }

    private static void WriteTimes(Utf8JsonWriter writer, IReadOnlyList<PhaseTime> times)
    {
        writer.WriteStartObject("times");
        foreach (var phase in times)
        {
            writer.WriteStartObject(phase.Phase);
            writer.WriteNumber("batches", phase.Batches);
            writer.WriteNumber("samples", phase.Samples);
            writer.WriteNumber("seconds", Math.Round(phase.Seconds, 6));
            writer.WriteNumber("seconds_per_batch", Math.Round(phase.SecondsPerBatch, 9));
            writer.WriteNumber("seconds_per_sample", Math.Round(phase.SecondsPerSample, 9));
            writer.WriteNumber("samples_per_second", Math.Round(phase.SamplesPerSecond, 3));
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteVersions(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("versions");
        writer.WriteString("tfaip", ToolVersion.Tfaip);
        writer.WriteString("torchsharp", ToolVersion.TorchSharp);
        writer.WriteString("dotnet", Environment.Version.ToString());
        writer.WriteString("os", RuntimeInformation.OSDescription);
        writer.WriteEndObject();
    }
}
