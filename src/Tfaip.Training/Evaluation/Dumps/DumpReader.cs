using System.Text.Json;
using Tfaip.Parameters;
using Tfaip.Parameters.Files;
using Tfaip.Parameters.Streams;
using Tfaip.Processors.Samples;
using Tfaip.Training.Files;

namespace Tfaip.Training.Evaluation.Dumps;

/// <summary>Reads a dump, line by line.</summary>
internal sealed class DumpReader : IDisposable
{
    private const int LongestLine = 1 << 26;

    private readonly string _path;
    private readonly StreamReader _file;
    private int _line = 1;

    private DumpReader(string path, StreamReader file)
    {
        (_path, _file) = (path, file);
        Header = Read(ReadLine(_line), ReadHeader);
    }

    /// <summary>What the dump says of itself.</summary>
    public DumpHeader Header { get; }

    /// <summary>Opens a dump and reads its header.</summary>
    /// <exception cref="TfaipException">There is no such file, or it is no dump.</exception>
    public static DumpReader Open(string path)
    {
        if (!File.Exists(path)) throw new TfaipException($"{path}: there is no such dump.");
        var file = new StreamReader(RunFileErrors.Read(path, () => RegularFile.OpenRead(path)));
        try
        {
            return new(path, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The samples in their order; can be enumerated once.</summary>
    /// <exception cref="TfaipException">A line is not as it must be, or the last one is missing.</exception>
    public IEnumerable<DumpedSample> Samples()
    {
        while (ReadLine(_line + 1) is { } text)
        {
            _line++;
            if (Read(text, ReadSample) is not { } sample) yield break;
            yield return sample;
        }

        throw Wrong("the dump ends without its result, so it is not complete. Dump again with tfaip-train evaluate --dump.");
    }

    public void Dispose() => _file.Dispose();

    private string? ReadLine(int number) => LimitedLines.ReadLine(
        _file, LongestLine, () => Wrong(number, $"the line has more than {LongestLine} characters, more than a dump has for a sample."));

    private DumpHeader ReadHeader(JsonElement json)
    {
        if (!json.TryGetProperty(DumpFile.VersionKey, out var version)) throw new FormatException("there is no version");
        if (version.GetInt32() != DumpFile.CurrentVersion)
            throw Wrong($"the dump has the version {version}; this program reads version {DumpFile.CurrentVersion}.");
        var folder = Path.GetDirectoryName(Path.GetFullPath(_path))!;
        return new(
            Path.GetFullPath(TextOf(json, DumpFile.ScenarioKey), folder),
            [.. json.GetProperty(DumpFile.ModelsKey).EnumerateArray().Select(model => model.GetString()!)]);
    }

    // Null for the result.
    private static DumpedSample? ReadSample(JsonElement json)
    {
        if (json.TryGetProperty(DumpFile.ResultKey, out _)) return null;
        var sample = new Sample
        {
            Targets = Values(json.GetProperty(DumpFile.TargetsKey)),
            Outputs = Values(json.GetProperty(DumpFile.OutputsKey))
        };
        if (json.TryGetProperty(DumpFile.MetaKey, out var meta)) sample = sample with { Meta = Values(meta) };
        return new(TextOf(json, DumpFile.SetKey), sample.WithMeta(Sample.SourceKey, TextOf(json, DumpFile.SourceKey)));
    }

    private static string TextOf(JsonElement json, string key) =>
        json.GetProperty(key).GetString() ?? throw new FormatException($"'{key}' is null");

    private static SampleValues Values(JsonElement json) =>
        json.EnumerateObject()
            .Aggregate(SampleValues.Empty, (values, property) => values.With(property.Name, ValueJson.Read(property.Value)));

    private T Read<T>(string? text, Func<JsonElement, T> read)
    {
        try
        {
            using var json = JsonDocument.Parse(text ?? "");
            return read(json.RootElement);
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException or KeyNotFoundException
            or ArgumentException or OverflowException)
        {
            throw Wrong($"this is no line of a dump: {error.Message.TrimEnd('.')}. A dump is written by tfaip-train evaluate --dump.");
        }
        catch (OutOfMemoryException)
        {
            throw Wrong("the line takes more memory than there is.");
        }
    }

    private TfaipException Wrong(string what) => Wrong(_line, what);

    private TfaipException Wrong(int line, string what) => new($"{_path}:{line}: {what}");
}
