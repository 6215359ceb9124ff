using System.Globalization;
using System.Numerics.Tensors;
using System.Text;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Generators;

/// <summary>The rows of a CSV file, which is held in memory; a row is parsed when its sample is read.</summary>
internal sealed class CsvSource : ISampleSource
{
    private readonly CsvText _text;
    private readonly string _fileName;
    private readonly string _folder;
    private readonly int _firstRecord;
    private readonly int _columnCount;
    private readonly CsvColumns[] _inputs;
    private readonly CsvColumns[] _targets;

    public CsvSource(string path, CsvParams parameters)
    {
        _text = new CsvText(path, parameters.Delimiter[0], parameters.Quotes);
        (_fileName, _folder) = (Path.GetFileName(_text.FullPath), Path.GetDirectoryName(_text.FullPath)!);
        var headerRows = parameters.HasHeader ? 1 : 0;
        if (_text.Count <= headerRows) throw new TfaipException($"The CSV file {_text.FullPath} has no rows.");
        var firstFields = _text.FieldsOf(0);
        _columnCount = firstFields.Count;
        var header = parameters.HasHeader ? firstFields.Select(_text.TextOf).ToList() : null;
        _inputs = Columns("input", parameters.Inputs, FieldType.Float32, header);
        _targets = Columns("target", parameters.Targets, FieldType.Int64, header);

        var rows = _text.Count - headerRows;
        if (parameters.FirstRow >= rows || (parameters.RowCount is { } wanted && wanted > rows - parameters.FirstRow))
        {
            throw new TfaipException(
                $"The CSV file {_text.FullPath} has {rows} rows; first_row: {parameters.FirstRow}"
                + (parameters.RowCount is { } count ? $" and row_count: {count} ask" : " asks")
                + " for more.");
        }

        _firstRecord = headerRows + parameters.FirstRow;
        Count = parameters.RowCount ?? (rows - parameters.FirstRow);
    }

    public int Count { get; }

    public Sample Read(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        var record = _firstRecord + index;
        var fields = _text.FieldsOf(record);
        if (fields.Count != _columnCount)
        {
            throw _text.ErrorAtRecord(record, $"the row has {fields.Count} fields, but the first row has {_columnCount}.");
        }

        return new Sample
        {
            Inputs = Values(_inputs, fields),
            Targets = Values(_targets, fields),
            Meta = SampleValues.Empty.With(
                Sample.SourceKey, string.Create(CultureInfo.InvariantCulture, $"{_fileName}:{_text.LineOf(record)}")),
        };
    }

    public void Dispose()
    {
        // The file was closed when it had been read.
    }

    private CsvColumns[] Columns(string what, IReadOnlyDictionary<string, string> texts, FieldType type, List<string>? header) =>
        [.. texts.Select(text => CsvColumns.Parse(what, text.Key, text.Value, type, header, _columnCount))];

    private SampleValues Values(CsvColumns[] columns, List<Range> fields)
    {
        var values = SampleValues.Empty;
        foreach (var column in columns)
        {
            values = values.With(column.Key, column.Type switch
            {
                FieldType.Float32 => column.IsVector ? Vector(column, fields, ParseFloat) : ParseFloat(fields[column.Places[0]]),
                FieldType.Int64 => column.IsVector ? Vector(column, fields, ParseInteger) : ParseInteger(fields[column.Places[0]]),
                FieldType.Path => PathOf(fields[column.Places[0]]),
                _ => _text.TextOf(fields[column.Places[0]]),
            });
        }

        return values;
    }

    private static Tensor<T> Vector<T>(CsvColumns column, List<Range> fields, Func<Range, T> parse)
    {
        var elements = new T[column.Places.Count];
        for (var i = 0; i < elements.Length; i++) elements[i] = parse(fields[column.Places[i]]);
        return Tensor.Create(elements, [elements.Length]);
    }

    private float ParseFloat(Range field) =>
        float.TryParse(_text.BytesOf(field), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        && float.IsFinite(value)
            ? value
            : throw _text.Error(field, $"{Quote(field)} is not a finite float32 number.");

    private long ParseInteger(Range field) =>
        long.TryParse(_text.BytesOf(field), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw _text.Error(field, $"{Quote(field)} is not a whole number.");

    private string PathOf(Range field) => _text.TextOf(field) is { Length: > 0 } path
        ? Path.GetFullPath(path, _folder)
        : throw _text.Error(field, "the path is empty.");

    private string Quote(Range field) => $"'{Encoding.UTF8.GetString(_text.BytesOf(field))}'";
}
