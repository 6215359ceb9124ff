using Microsoft.Win32.SafeHandles;
using Tfaip.Parameters;
using Tfaip.Parameters.Files;

namespace Tfaip.Processors.Pipelines.Generators;

/// <summary>
/// The lines of a text file that are not blank, by number. Only their places are kept; a line is read when it is asked for, by any number
/// of threads at once. A file that is compressed by gzip is held in memory.
/// </summary>
internal sealed class IndexedLines : IDisposable
{
    private const int ChunkLength = 1 << 20;

    private readonly string _what;
    private readonly SafeFileHandle? _handle;
    private readonly byte[]? _text;
    private readonly List<Line> _lines = [];

    /// <summary>Finds the lines.</summary>
    /// <param name="path">The path.</param>
    /// <param name="what">What the file is, for messages, such as "list file".</param>
    /// <exception cref="TfaipException">The file is missing, unreadable or damaged.</exception>
    public IndexedLines(string path, string what)
    {
        (FullPath, _what) = (Path.GetFullPath(path), what);
        if (DataFile.IsCompressed(path, what))
        {
            _text = DataFile.ReadAllBytes(path, what);
        }
        else
        {
            _handle = DataFile.Open(path, what);
        }

        try
        {
            Find();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The file's full path.</summary>
    public string FullPath { get; }

    /// <summary>How many lines there are that are not blank.</summary>
    public int Count => _lines.Count;

    /// <summary>The number of a line in the file, from 1.</summary>
    public int NumberOf(int index) => _lines[index].Number;

    /// <summary>The bytes of a line, without its end.</summary>
    /// <exception cref="TfaipException">The file cannot be read any more.</exception>
    public ReadOnlyMemory<byte> BytesOf(int index)
    {
        var (offset, length, _) = _lines[index];
        var bytes = _text?.AsMemory((int)offset, length) ?? ReadLine(offset, length);
        return bytes.Span is [.., (byte)'\r'] ? bytes[..^1] : bytes;
    }

    /// <summary>The text of a line, without its end.</summary>
    /// <exception cref="TfaipException">The file cannot be read any more, or the line is not UTF-8.</exception>
    public string TextOf(int index) => Utf8Text.DecodeLines(BytesOf(index).Span, FullPath, NumberOf(index));

    /// <summary>An error at a line; column 0 for the line as a whole.</summary>
    public TfaipException Error(int index, int column, string what, Exception? cause = null) =>
        new(column > 0 ? $"{FullPath}:{NumberOf(index)}:{column}: {what}" : $"{FullPath}:{NumberOf(index)}: {what}", cause);

    public void Dispose() => _handle?.Dispose();

    private void Find()
    {
        var scan = new Scan(_lines, FullPath);
        if (_text is not null)
        {
            scan.Add(_text);
        }
        else
        {
            var chunk = new byte[ChunkLength];
            for (var offset = 0L; ReadAt(offset, chunk) is var count and > 0; offset += count) scan.Add(chunk.AsSpan(0, count));
        }

        scan.End();
        if (scan.HasOneLine && Count == 1) CheckEnd();
    }

    // A file without LF whose one line has a CR in it.
    private void CheckEnd()
    {
        var place = BytesOf(0).Span.IndexOf((byte)'\r');
        if (place >= 0) throw Error(0, 1 + System.Text.Encoding.UTF8.GetCharCount(BytesOf(0).Span[..place]), LineEnds.Alone);
    }

    private byte[] ReadLine(long offset, int length)
    {
        var bytes = new byte[length];
        return ReadAt(offset, bytes) == length
            ? bytes
            : throw new TfaipException(
                $"The {_what} {FullPath} has become shorter since it was opened. Leave it as it is while it is read.");
    }

    private int ReadAt(long offset, Span<byte> buffer) => DataFile.ReadAt(_handle!, offset, buffer, FullPath, _what);

    private readonly record struct Line(long Offset, int Length, int Number);

    /// <summary>Cuts a text that comes in chunks into lines.</summary>
    private sealed class Scan(List<Line> lines, string file)
    {
        private long _offset;
        private long _start;
        private int _number = 1;
        private bool _isBlank = true;

        public bool HasOneLine { get; private set; } = true;

        public void Add(ReadOnlySpan<byte> chunk)
        {
            if (_offset == 0) Utf8Text.Check(chunk, file);
            if (_offset == 0 && chunk.StartsWith(Utf8Text.Mark))
            {
                chunk = chunk[Utf8Text.Mark.Length..];
                _offset = _start = Utf8Text.Mark.Length;
            }

            while (chunk.IndexOf((byte)'\n') is var end and >= 0)
            {
                HasOneLine = false;
                Look(chunk[..end]);
                EndLine(_offset + end);
                _offset += end + 1;
                _start = _offset;
                chunk = chunk[(end + 1)..];
            }

            Look(chunk);
            _offset += chunk.Length;
        }

        public void End() => EndLine(_offset);

        private void Look(ReadOnlySpan<byte> part) => _isBlank = _isBlank && !part.ContainsAnyExcept((byte)' ', (byte)'\t', (byte)'\r');

        private void EndLine(long end)
        {
            if (!_isBlank) lines.Add(new(_start, checked((int)(end - _start)), _number));
            _number++;
            _isBlank = true;
        }
    }
}
