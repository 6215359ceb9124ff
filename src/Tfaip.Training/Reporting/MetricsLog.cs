using System.Buffers;
using System.Text.Json;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Loop;

namespace Tfaip.Training.Reporting;

/// <summary>
/// Writes <c>metrics.jsonl</c> of the run directory: a line for each value of each evaluation, on the disk when the
/// evaluation is over. A run that goes on drops the lines of the steps it will do again, so that it ends with the file of a
/// run that was never interrupted.
/// </summary>
/// <remarks>A value that is not finite is the string <c>"NaN"</c>, <c>"Infinity"</c> or <c>"-Infinity"</c>.</remarks>
public sealed class MetricsLog : ICallback, IDisposable
{
    /// <summary>The file's name in the run directory.</summary>
    public const string FileName = "metrics.jsonl";

    private RunInfo? _run;
    private FileStream? _stream;

    /// <inheritdoc/>
    public void On(RunEvent happened, IRunControl run)
    {
        switch (happened)
        {
            case RunStarted started:
                _run = started.Info;
                break;
            case EpochStarted when _stream is null:
                Open();
                break;
            case EvaluationCompleted evaluation:
                Write(evaluation);
                break;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream?.Dispose();

    private void Open()
    {
        var path = Path.Combine(_run!.RunDirectory, FileName);
        if (_run.ReportedStep is { } step && File.Exists(path)) Truncate(path, step);
        else File.WriteAllBytes(path, []);
        _stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
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

        _stream!.Write(lines.WrittenSpan);
        _stream.Flush(flushToDisk: true);
    }

    /// <summary>Reads the values of a log, in its order. A line that a kill tore ends them.</summary>
    /// <param name="path">The file.</param>
    public static IEnumerable<LoggedValue> Read(string path)
    {
        foreach (var line in File.ReadLines(path))
        {
            if (LoggedValue.Parse(line) is not { } value) yield break;
            yield return value;
        }
    }

    // Keeps the whole lines up to a step; the first that is later, or that a kill tore, ends the file.
    private static void Truncate(string path, long step)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var end = 0;
        while (bytes.AsSpan(end).IndexOf((byte)'\n') is var length and >= 0 && StepOf(bytes.AsSpan(end, length)) <= step)
            end += length + 1;
        stream.SetLength(end);
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
        catch (JsonException)
        {
            // A line that is no JSON is no line of this log: nothing from there on can be kept.
            return long.MaxValue;
        }
    }
}
