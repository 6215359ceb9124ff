using System.Globalization;
using System.Numerics.Tensors;
using System.Text;
using Tfaip.Parameters;
using Tfaip.Parameters.Files;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Generators.Csv;

/// <summary>The rows of a CSV file; a row is parsed when its sample is read.</summary>
internal sealed class CsvSource : ISampleSource
{
    private readonly CsvFile _file;
    private readonly string _fileName;
    private readonly string _folder;
    private readonly int _firstRecord;
    private readonly int _columnCount;
    private readonly CsvColumns[] _inputs;
    private readonly CsvColumns[] _targets;
    private readonly IReadOnlyList<string>? _header;
    private readonly CsvParams _parameters;

    /// <summary>Opens the file.</summary>
    /// <param name="path">The path.</param>
    /// <param name="parameters">How it is written, and what its samples have.</param>
    /// <param name="checkHeader">Hears the names of the columns before they are looked up; it may throw.</param>
    /// <exception cref="TfaipException">The file is missing or is not what it should be.</exception>
    public CsvSource(string path, CsvParams parameters, Action<IReadOnlyList<string>>? checkHeader = null)
    {
        _file = new CsvFile(path, new CsvDialect(parameters.Delimiter[0], parameters.Quotes));
        _parameters = parameters;
        (_fileName, _folder) = (Path.GetFileName(_file.FullPath), Path.GetDirectoryName(_file.FullPath)!);
        try
        {
            (_header, _columnCount, _firstRecord, Count, _inputs, _targets) = Look(parameters, checkHeader);
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    public int Count { get; }

    /// <summary>How the file is written, and its inputs by the names of their columns where it has these.</summary>
    public CsvTable Table => new()
    {
        Delimiter = _parameters.Delimiter,
        Quotes = _parameters.Quotes,
        HasHeader = _parameters.HasHeader,
        Inputs = _header is null
            ? _parameters.Inputs
            : _inputs.ToDictionary(columns => columns.Key, columns => columns.ByName(_header, FieldType.Float32)),
    };

    /// <summary>The line on which a row begins, from 1.</summary>
    public int LineOf(int index)
    {
        var (text, place) = _file.Read(_firstRecord + index);
        return text.LineOf(place);
    }

    public Sample Read(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        var record = _firstRecord + index;
        var (text, place) = _file.Read(record);
        var fields = text.FieldsOf(place);
        if (fields.Count != _columnCount)
        {
            throw text.ErrorAtRecord(place, $"the row has {fields.Count} fields, but the first row has {_columnCount}.");
        }

        return new Sample
        {
            Inputs = Values(_inputs, text, fields),
            Targets = Values(_targets, text, fields),
            Meta = SampleValues.Empty.With(
                Sample.SourceKey, string.Create(CultureInfo.InvariantCulture, $"{_fileName}:{text.LineOf(place)}")),
        };
    }

    public void Dispose() => _file.Dispose();

    private (IReadOnlyList<string>? Header, int Columns, int First, int Count, CsvColumns[] Inputs, CsvColumns[] Targets) Look(
        CsvParams parameters, Action<IReadOnlyList<string>>? checkHeader)
    {
        var headerRows = parameters.HasHeader ? 1 : 0;
        if (_file.Count <= headerRows) throw new TfaipException($"The CSV file {_file.FullPath} has no rows.");
        var (text, place) = _file.Read(0);
        var firstFields = text.FieldsOf(place);
        var header = parameters.HasHeader ? firstFields.Select(text.TextOf).ToList() : null;
        if (header is not null) checkHeader?.Invoke(header);
        CsvColumns[] Columns(string what, IReadOnlyDictionary<string, string> texts, FieldType type) =>
            [.. texts.Select(columns => CsvColumns.Parse(what, columns.Key, columns.Value, type, header, firstFields.Count))];

        var rows = _file.Count - headerRows;
        if (parameters.FirstRow >= rows || (parameters.RowCount is { } wanted && wanted > rows - parameters.FirstRow))
        {
            throw new TfaipException(
                $"The CSV file {_file.FullPath} has {rows} rows; first_row: {parameters.FirstRow}"
                + (parameters.RowCount is { } count ? $" and row_count: {count} ask" : " asks")
                + " for more.");
        }

        return (
            header,
            firstFields.Count,
            headerRows + parameters.FirstRow,
            parameters.RowCount ?? (rows - parameters.FirstRow),
            Columns("input", parameters.Inputs, FieldType.Float32),
            Columns("target", parameters.Targets, FieldType.Int64));
    }

    private SampleValues Values(CsvColumns[] columns, CsvText text, List<Range> fields)
    {
        var values = SampleValues.Empty;
        foreach (var column in columns)
        {
            values = values.With(column.Key, column.Type switch
            {
                FieldType.Float32 =>
                    column.IsVector ? Vector(column, text, fields, ParseFloat) : ParseFloat(text, fields[column.Places[0]]),
                FieldType.Int64 =>
                    column.IsVector ? Vector(column, text, fields, ParseInteger) : ParseInteger(text, fields[column.Places[0]]),
                FieldType.Path => PathOf(text, fields[column.Places[0]]),
                _ => text.TextOf(fields[column.Places[0]]),
            });
        }

        return values;
    }

    private static Tensor<T> Vector<T>(CsvColumns column, CsvText text, List<Range> fields, Func<CsvText, Range, T> parse)
    {
        var elements = new T[column.Places.Count];
        for (var i = 0; i < elements.Length; i++) elements[i] = parse(text, fields[column.Places[i]]);
        return Tensor.Create(elements, [elements.Length]);
    }

    private static float ParseFloat(CsvText text, Range field) =>
        float.TryParse(text.BytesOf(field), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        && float.IsFinite(value)
            ? value
            : throw text.Error(field, $"{Quote(text, field)} is not a finite float32 number.");

    private static long ParseInteger(CsvText text, Range field) =>
        long.TryParse(text.BytesOf(field), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw text.Error(field, $"{Quote(text, field)} is not a whole number.");

    private string PathOf(CsvText text, Range field)
    {
        var path = text.TextOf(field);
        if (path.Length == 0) throw text.Error(field, "the path is empty.");
        return PathText.Fault(path) is { } fault ? throw text.Error(field, fault) : Path.GetFullPath(path, _folder);
    }

    private static string Quote(CsvText text, Range field) => $"'{Encoding.UTF8.GetString(text.BytesOf(field))}'";
}
