using System.Buffers;
using System.Text.Json;
using Tfaip.Parameters.Files;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Figures;
using Tfaip.Training.Files;

namespace Tfaip.Training.Reporting;

/// <summary>
/// Writes <c>metrics.jsonl</c> of the run directory: a line for each value of each evaluation, on the disk when the
/// evaluation is over. A run that goes on drops the lines of the steps it will do again, so that it ends with the file of a
/// run that was never interrupted.
/// </summary>
/// <remarks>A value that is not finite is the string <c>"NaN"</c>, <c>"Infinity"</c> or <c>"-Infinity"</c>.</remarks>
internal sealed class MetricsLog : ICallback, IDisposable
{
    /// <summary>The file's name in the run directory.</summary>
    public const string FileName = "metrics.jsonl";

    private readonly IDurableFiles _files;
    private RunInfo? _run;
    private string _path = "";
    private IGrowingFile? _file;

    /// <summary>Creates the log; nothing is written before a run begins.</summary>
    public MetricsLog()
        : this(DurableFiles.OfSystem)
    {
    }

    internal MetricsLog(IDurableFiles files) => _files = files;

    /// <inheritdoc/>
    public void On(RunEvent happened, IRunControl run)
    {
        switch (happened)
        {
            case RunStarted started:
                _run = started.Info;
                break;
            case EpochStarted when _file is null:
                Open();
                break;
            case EvaluationCompleted evaluation:
                Write(evaluation);
                break;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private void Open()
    {
        _path = Path.Combine(_run!.RunDirectory, FileName);
        var kept = _run.ReportedStep is { } step && File.Exists(_path)
            ? LengthUpTo(RunFileErrors.Read(_path, () => RegularFile.ReadAllBytes(_path)), step)
            : 0;
        RunFileErrors.Named(_path, () =>
        {
            _file = _files.OpenFile(_path, kept);
            _files.SyncFolder(_run.RunDirectory);
        });
    }

    private void Write(EvaluationCompleted info)
    {
        var lines = new ArrayBufferWriter<byte>();
        foreach (var (name, value) in info.Metrics)
        {
            using (var writer = new Utf8JsonWriter(lines))
            {
                writer.WriteStartObject();
                writer.WriteNumber("epoch", info.Epoch);
                writer.WriteNumber("step", info.Step);
                writer.WriteString("split", info.Split);
                writer.WriteString("name", name);
                writer.WriteFinite("value", value);
                writer.WriteEndObject();
            }

            lines.Write("\n"u8);
        }

        RunFileErrors.Named(_path, () =>
        {
            _file!.Append(lines.WrittenSpan);
            _file.Sync();
        });
    }

    /// <summary>Reads the values of a log, in its order. A line that a kill tore ends them.</summary>
    /// <param name="path">The file.</param>
    public static IEnumerable<LoggedValue> Read(string path)
    {
        using var file = new StreamReader(RunFileErrors.Read(path, () => RegularFile.OpenRead(path)));
        while (file.ReadLine() is { } line)
        {
            if (LoggedValue.Parse(line) is not { } value) yield break;
            yield return value;
        }
    }

    // That of the whole lines up to a step; the first that is later, or that a kill tore, ends the file.
    private static int LengthUpTo(ReadOnlySpan<byte> bytes, long step)
    {
        var end = 0;
        while (bytes[end..].IndexOf((byte)'\n') is var length and >= 0 && StepOf(bytes.Slice(end, length)) <= step) end += length + 1;
        return end;
    }

    private static long StepOf(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            using var document = JsonDocument.ParseValue(ref reader);
            return document.RootElement.TryGetProperty("step", out var step) && step.TryGetInt64(out var value)
                ? value
                : long.MaxValue;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // A line that is no JSON is no line of this log: nothing from there on can be kept.
            return long.MaxValue;
        }
    }
}
