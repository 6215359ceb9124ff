using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using Tfaip.Parameters;
using Tfaip.Parameters.Files;

namespace Tfaip.Processors.Pipelines.Generators.Csv;

/// <summary>A part of the text of a CSV file, cut into records; a record is parsed into fields when it is asked for.</summary>
internal sealed class CsvText
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly byte[] _text;
    private readonly int _firstLine;
    private readonly bool _isLast;
    private readonly byte _delimiter;
    private readonly bool _hasQuotes;
    private readonly SearchValues<byte> _stops;
    private readonly List<Record> _records = [];

    /// <summary>Cuts a part of a file into records.</summary>
    /// <param name="fullPath">The file, for messages.</param>
    /// <param name="text">The part, which begins with a record.</param>
    /// <param name="dialect">How it is written.</param>
    /// <param name="firstLine">The line that it begins on, from 1.</param>
    /// <param name="isLast">
    /// Whether it ends with the file; the last record of another is not whole, and has its end at that of the part.
    /// </param>
    public CsvText(string fullPath, byte[] text, CsvDialect dialect, int firstLine = 1, bool isLast = true)
    {
        (FullPath, _text, _delimiter, _firstLine, _isLast) = (fullPath, text, dialect.Delimiter, firstLine, isLast);

        // Without quotes, records end at line breaks, wherever the fields are.
        _hasQuotes = dialect.HasQuotes && _text.AsSpan().Contains((byte)'"');
        _stops = _hasQuotes ? dialect.Stops : CsvDialect.LineEnds;
        if (firstLine == 1) Utf8Text.Check(_text, FullPath);
        Index(firstLine == 1 && _text.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0);
    }

    /// <summary>The file's full path.</summary>
    public string FullPath { get; }

    /// <summary>How many records there are.</summary>
    public int Count => _records.Count;

    /// <summary>The line on which a record begins, from 1.</summary>
    public int LineOf(int record) => _records[record].Line;

    /// <summary>Where a record lies in the part, without its line break.</summary>
    public (int Start, int End) PlaceOf(int record) => (_records[record].Start, _records[record].End);

    /// <summary>The fields of a record, still quoted where they are.</summary>
    public List<Range> FieldsOf(int record)
    {
        var (start, end, _) = _records[record];
        var fields = new List<Range>();
        for (var position = start; ;)
        {
            var fieldEnd = _hasQuotes && position < end && _text[position] == '"'
                ? SkipQuoted(position)
                : position + FindDelimiter(_text.AsSpan(position..end));
            fields.Add(position..fieldEnd);
            if (fieldEnd == end) return fields;
            position = fieldEnd + 1;
        }
    }

    /// <summary>The bytes of a field without its quotes.</summary>
    public ReadOnlySpan<byte> BytesOf(Range field)
    {
        var bytes = _text.AsSpan(field);
        if (!_hasQuotes || bytes is not [(byte)'"', .., (byte)'"']) return bytes;
        bytes = bytes[1..^1];
        if (!bytes.Contains((byte)'"')) return bytes;
        var unquoted = new List<byte>(bytes.Length);
        for (var i = 0; i < bytes.Length; i++)
        {
            unquoted.Add(bytes[i]);
            if (bytes[i] == '"') i++;
        }

        return CollectionsMarshal.AsSpan(unquoted);
    }

    /// <summary>The text of a field without its quotes.</summary>
    public string TextOf(Range field)
    {
        try
        {
            return StrictUtf8.GetString(BytesOf(field));
        }
        catch (DecoderFallbackException error)
        {
            throw Error(field, "the field is not UTF-8 text. Save the file as UTF-8.", error);
        }
    }

    /// <summary>An error at a field: its file, line and column come first.</summary>
    public TfaipException Error(Range field, string what, Exception? cause = null) => ErrorAt(field.Start.Value, what, cause);

    /// <summary>An error at the beginning of a record.</summary>
    public TfaipException ErrorAtRecord(int record, string what) => ErrorAt(_records[record].Start, what, null);

    private TfaipException ErrorAt(int position, string what, Exception? cause)
    {
        var before = _text.AsSpan(0, position);
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        if (lineStart == 0 && before.StartsWith("\uFEFF"u8)) lineStart = 3;
        var line = _firstLine + before.Count((byte)'\n');
        var column = 1 + Encoding.UTF8.GetCharCount(before[lineStart..]);
        return new TfaipException($"{FullPath}:{line}:{column}: {what}", cause);
    }

    private void Index(int start)
    {
        var line = _firstLine;
        for (var position = start; position < _text.Length;)
        {
            var recordLine = line;
            var end = FindRecordEnd(position, ref line);
            var contentEnd = end > position && _text[end - 1] == '\r' ? end - 1 : end;
            if (contentEnd > position) _records.Add(new Record(position, contentEnd, recordLine));
            position = end + 1;
            line++;
        }
    }

    /// <summary>
    /// The place of the line break after a record, or the end of the text; counts the line breaks within quotes.
    /// </summary>
    private int FindRecordEnd(int start, ref int line)
    {
        for (var position = start; ;)
        {
            if (_hasQuotes && position < _text.Length && _text[position] == '"')
            {
                var end = SkipQuoted(position);
                line += _text.AsSpan(position..end).Count((byte)'\n');
                position = end;
                if (IsLineEnd(position)) return position < _text.Length && _text[position] == '\r' ? position + 1 : position;
                position++;
                continue;
            }

            var next = _text.AsSpan(position).IndexOfAny(_stops);
            if (next < 0) return _text.Length;
            position += next;
            if (_text[position] == '\n') return position;
            if (_text[position] == '\r' && !IsLineEnd(position) && (_isLast || position + 1 < _text.Length))
                throw ErrorAt(position, LineEnds.Alone, null);
            if (_text[position] == '"')
            {
                throw ErrorAt(
                    position,
                    "a quote inside a field that does not begin with one. Put the whole field in quotes, and write the quote twice.",
                    null);
            }

            position++;
        }
    }

    /// <summary>The place after the closing quote of a field, which must be its end.</summary>
    private int SkipQuoted(int start)
    {
        for (var position = start + 1; ; position += 2)
        {
            var quote = _text.AsSpan(position).IndexOf((byte)'"');
            if (quote < 0) return _isLast ? throw ErrorAt(start, "the quote is never closed.", null) : _text.Length;
            position += quote;
            if (position + 1 < _text.Length && _text[position + 1] == '"') continue;
            var end = position + 1;
            if (IsLineEnd(end) || _text[end] == _delimiter) return end;
            if (_text[end] == '\r') throw ErrorAt(end, LineEnds.Alone, null);
            throw ErrorAt(end, "text after the closing quote of a field. Write a quote within quotes twice.", null);
        }
    }

    private bool IsLineEnd(int position) =>
        position == _text.Length
        || _text[position] == '\n'
        || (_text[position] == '\r' && (position + 1 == _text.Length || _text[position + 1] == '\n'));

    private int FindDelimiter(ReadOnlySpan<byte> rest) => rest.IndexOf(_delimiter) is var found and >= 0 ? found : rest.Length;

    private readonly record struct Record(int Start, int End, int Line);
}
