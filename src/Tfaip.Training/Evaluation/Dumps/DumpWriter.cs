using System.Text.Encodings.Web;
using System.Text.Json;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;
using Tfaip.Training.Figures;

namespace Tfaip.Training.Evaluation.Dumps;

/// <summary>Writes a dump. Until it is complete the file has another name, so that a dump is whole or absent.</summary>
internal sealed class DumpWriter : IDisposable
{
    private static readonly JsonWriterOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly string _path;
    private readonly string _partial;
    private readonly FileStream _file;
    private readonly Utf8JsonWriter _json;
    private bool _isComplete;

    /// <summary>Begins a dump.</summary>
    public DumpWriter(string path, DumpHeader header)
    {
        // A name that nobody knows before: a link in its place would be followed.
        (_path, _partial) = (path, $"{path}.{Guid.NewGuid():N}.partial");
        _file = new FileStream(_partial, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        _json = new(_file, Format);
        _json.WriteStartObject();
        _json.WriteNumber(DumpFile.VersionKey, DumpFile.CurrentVersion);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        _json.WriteString(DumpFile.ScenarioKey, Path.GetRelativePath(folder, header.Scenario).Replace(Path.DirectorySeparatorChar, '/'));
        _json.WriteStartArray(DumpFile.ModelsKey);
        foreach (var model in header.Models) _json.WriteStringValue(model);
        _json.WriteEndArray();
        EndLine();
    }

    /// <summary>Writes a finished sample.</summary>
    /// <exception cref="TfaipException">A target or an output is nothing that a dump can hold.</exception>
    public void Write(string set, Sample sample)
    {
        _json.WriteStartObject();
        _json.WriteString(DumpFile.SetKey, set);
        _json.WriteString(DumpFile.SourceKey, sample.Source);
        Write(DumpFile.TargetsKey, "target", sample.Targets, sample);
        Write(DumpFile.OutputsKey, "output", sample.Outputs, sample);
        var meta = sample.Meta.Where(value => value.Key != Sample.SourceKey).ToArray();
        if (meta.Length > 0) Write(DumpFile.MetaKey, "meta value", meta, sample);
        EndLine();
    }

    /// <summary>Writes what was measured and gives the file its name.</summary>
    public void Complete(IReadOnlyDictionary<string, double> metrics)
    {
        _json.WriteStartObject();
        _json.WriteStartObject(DumpFile.ResultKey);
        foreach (var (name, value) in metrics) _json.WriteFinite(name, value);
        _json.WriteEndObject();
        EndLine();
        Close();
        File.Move(_partial, _path, overwrite: true);
        _isComplete = true;
    }

    public void Dispose()
    {
        if (_isComplete) return;
        Close();
        File.Delete(_partial);
    }

    private void Write(string key, string what, IEnumerable<KeyValuePair<string, object>> values, Sample sample)
    {
        _json.WriteStartObject(key);
        foreach (var (name, value) in values)
        {
            _json.WritePropertyName(name);
            if (ValueJson.TryWrite(_json, value)) continue;
            throw new TfaipException(
                $"The {what} '{name}' of {sample.Source} is an object of type {value.GetType().Name}, which a dump cannot hold: make it a "
                + "text, a number, bytes or a tensor.");
        }

        _json.WriteEndObject();
    }

    private void EndLine()
    {
        _json.WriteEndObject();
        _json.Flush();
        _json.Reset();
        _file.WriteByte((byte)'\n');
    }

    private void Close()
    {
        // A line that is not finished is not an error of its own.
        _json.Reset();
        _json.Dispose();
        _file.Dispose();
    }
}
