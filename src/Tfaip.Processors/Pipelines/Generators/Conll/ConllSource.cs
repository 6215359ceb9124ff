using System.Globalization;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Generators.Conll;

/// <summary>The sentences of a CoNLL file; a sentence is parsed when its sample is read.</summary>
internal sealed class ConllSource : ISampleSource
{
    private readonly IndexedLines _file;
    private readonly string _fileName;
    private readonly ConllParams _parameters;
    private readonly ConllColumns _columns;

    // The lines with tokens, and where in them each sentence begins; the end of the last one too.
    private readonly List<int> _lines = [];
    private readonly List<int> _starts = [];

    public ConllSource(string path, ConllParams parameters)
    {
        (_file, _parameters) = (new IndexedLines(path, "CoNLL file"), parameters);
        _fileName = Path.GetFileName(_file.FullPath);
        try
        {
            FindSentences();
            if (_lines.Count == 0) throw new TfaipException($"The CoNLL file {_file.FullPath} has no sentences.");
            _columns = new ConllColumns(_file, _lines[0], parameters.Separator);
            _columns.Check(parameters.Inputs);
            _columns.Check(parameters.Targets);
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    public int Count => _starts.Count - 1;

    public Sample Read(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        var lines = _lines[_starts[index].._starts[index + 1]];
        var rows = lines.ConvertAll(_columns.FieldsOf);
        return new Sample
        {
            Inputs = Values(_parameters.Inputs, lines, rows),
            Targets = Values(_parameters.Targets, lines, rows),
            Meta = SampleValues.Empty.With(
                Sample.SourceKey, string.Create(CultureInfo.InvariantCulture, $"{_fileName}:{_file.NumberOf(lines[0])}")),
        };
    }

    public void Dispose() => _file.Dispose();

    private void FindSentences()
    {
        var before = 0;
        var isNext = true;
        for (var line = 0; line < _file.Count; line++)
        {
            // Blank lines, which are not kept, show in the numbers. A comment ends no sentence.
            isNext |= _file.NumberOf(line) != before + 1;
            before = _file.NumberOf(line);
            if (_parameters.Comment is { } comment && _file.TextOf(line).StartsWith(comment, StringComparison.Ordinal)) continue;
            if (isNext) _starts.Add(_lines.Count);
            isNext = false;
            _lines.Add(line);
        }

        _starts.Add(_lines.Count);
    }

    private SampleValues Values(IReadOnlyDictionary<string, int> columns, List<int> lines, List<string[]> rows)
    {
        var values = SampleValues.Empty;
        foreach (var (key, column) in columns)
        {
            // Between two joiners an empty field would look as if there were none, and what follows would move up.
            var empty = rows.FindIndex(row => row[column].Length == 0);
            if (empty >= 0)
                throw _file.Error(lines[empty], 1, string.Create(CultureInfo.InvariantCulture, $"the column {column}, '{key}', is empty."));
            values = values.With(key, string.Join(_parameters.Joiner, rows.Select(row => row[column])));
        }

        return values;
    }
}
