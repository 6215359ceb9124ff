using System.Globalization;
using Tfaip.Parameters;

namespace Tfaip.Processors.Pipelines.Generators.Conll;

/// <summary>Divides the lines of a CoNLL file into their columns, of which every line has as many as the first one.</summary>
internal sealed class ConllColumns
{
    private readonly IndexedLines _file;
    private readonly bool _isByTabs;
    private readonly bool _isChosen;
    private readonly int _first;
    private readonly int _count;

    /// <param name="file">The file.</param>
    /// <param name="first">The first of its lines that has a token.</param>
    /// <param name="separator">What stands between the columns.</param>
    public ConllColumns(IndexedLines file, int first, ConllSeparator separator)
    {
        (_file, _first) = (file, first);
        var text = file.TextOf(first);
        _isChosen = separator != ConllSeparator.Auto;
        _isByTabs = separator == ConllSeparator.Tab || (!_isChosen && text.Contains('\t', StringComparison.Ordinal));
        _count = Divide(text).Length;
    }

    /// <summary>Refuses columns that the first line does not have.</summary>
    public void Check(IReadOnlyDictionary<string, int> columns)
    {
        foreach (var (key, column) in columns)
        {
            if (column >= _count)
                throw _file.Error(_first, 1, $"the line has {Columns(_count)}; '{key}' is column {Text(column)}, counted from 0.");
        }
    }

    /// <summary>The fields of a line.</summary>
    /// <exception cref="TfaipException">It has another number of columns than the first line, or is divided otherwise.</exception>
    public string[] FieldsOf(int line)
    {
        var text = _file.TextOf(line);
        if (!_isByTabs && !_isChosen && text.IndexOf('\t', StringComparison.Ordinal) is var tab and >= 0)
        {
            throw _file.Error(
                line,
                tab + 1,
                $"the line has a tab, and line {Text(_file.NumberOf(_first))} has spaces between its columns. "
                + "Use one of them in the whole file, or set separator: white_space where both divide columns.");
        }

        var fields = Divide(text);
        return fields.Length == _count
            ? fields
            : throw _file.Error(
                line,
                1,
                $"the line has {Columns(fields.Length)}, and line {Text(_file.NumberOf(_first))} has {Text(_count)}. "
                + $"Columns are divided by {(_isByTabs ? "tabs" : "spaces and tabs")}; separator changes that, comment leaves lines out.");
    }

    private string[] Divide(string text) => _isByTabs
        ? text.Split('\t', StringSplitOptions.TrimEntries)
        : text.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);

    private static string Columns(int count) => $"{Text(count)} column{(count == 1 ? "" : "s")}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
