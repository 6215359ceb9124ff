using System.Globalization;
using System.Text;
using System.Text.Json;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Generators.Json;

/// <summary>The objects of a file with one a line; a line is parsed when its sample is read.</summary>
internal sealed class JsonLinesSource : ISampleSource
{
    private readonly IndexedLines _file;
    private readonly string _fileName;
    private readonly string _folder;
    private readonly JsonField[] _inputs;
    private readonly JsonField[] _targets;

    public JsonLinesSource(string path, JsonLinesParams parameters)
    {
        _inputs = [.. parameters.Inputs.Select(entry => JsonField.Parse("input", entry.Key, entry.Value, FieldType.Float32))];
        _targets = [.. parameters.Targets.Select(entry => JsonField.Parse("target", entry.Key, entry.Value, FieldType.Int64))];
        _file = new IndexedLines(path, "JSON lines file");
        (_fileName, _folder) = (Path.GetFileName(_file.FullPath), Path.GetDirectoryName(_file.FullPath)!);
        if (_file.Count > 0) return;
        _file.Dispose();
        throw new TfaipException($"The JSON lines file {_file.FullPath} has no lines.");
    }

    public int Count => _file.Count;

    public Sample Read(int index)
    {
        var bytes = _file.BytesOf(index);
        try
        {
            using var json = JsonDocument.Parse(bytes);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                throw new TfaipException($"the line is {JsonValues.Describe(json.RootElement)}; it must be an object.");
            return new Sample
            {
                Inputs = Values(_inputs, json.RootElement),
                Targets = Values(_targets, json.RootElement),
                Meta = SampleValues.Empty.With(
                    Sample.SourceKey, string.Create(CultureInfo.InvariantCulture, $"{_fileName}:{_file.NumberOf(index)}")),
            };
        }
        catch (JsonException error)
        {
            // A byte that is not UTF-8 has a message of its own.
            _ = _file.TextOf(index);
            var place = Math.Min((int)(error.BytePositionInLine ?? 0), bytes.Length);
            throw _file.Error(
                index, 1 + Encoding.UTF8.GetCharCount(bytes.Span[..place]), $"this is not JSON: {Reason(error.Message)}", error);
        }
        catch (InvalidOperationException error)
        {
            _ = _file.TextOf(index);
            throw _file.Error(index, 0, "this is not JSON: an escape is half of a character.", error);
        }
        catch (TfaipException error)
        {
            throw _file.Error(index, 0, error.Message, error);
        }
    }

    public void Dispose() => _file.Dispose();

    private SampleValues Values(JsonField[] fields, JsonElement root) =>
        fields.Aggregate(SampleValues.Empty, (values, field) => values.With(field.Key, JsonValues.Read(field, field.Find(root), _folder)));

    private static string Reason(string message)
    {
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }
}
