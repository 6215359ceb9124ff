using Microsoft.Win32.SafeHandles;
using Tfaip.Parameters;

namespace Tfaip.Processors.Pipelines.Generators.Csv;

/// <summary>
/// The records of a CSV file of any size, by number. A small file is held in memory; of a larger one, only the places of the records are,
/// and a record is read when it is asked for, by any number of threads at once. A file that is compressed by gzip is held in memory.
/// </summary>
internal sealed class CsvFile : IDisposable
{
    private const string What = "CSV file";

    /// <summary>Bytes that are read at once, and up to which a file is held.</summary>
    public const int PartLength = 64 << 20;

    private readonly CsvDialect _dialect;
    private readonly CsvText? _whole;
    private readonly SafeFileHandle? _handle;
    private readonly List<Record> _records = [];

    /// <summary>Finds the records.</summary>
    /// <param name="path">The path.</param>
    /// <param name="dialect">How the file is written.</param>
    /// <param name="partLength">Bytes that are read at once.</param>
    /// <exception cref="TfaipException">The file is missing, unreadable or damaged, or its quotes are.</exception>
    public CsvFile(string path, CsvDialect dialect, int partLength = PartLength)
    {
        (FullPath, _dialect) = (Path.GetFullPath(path), dialect);
        if (DataFile.IsCompressed(path, What) || new FileInfo(path).Length <= partLength)
        {
            _whole = new CsvText(FullPath, DataFile.ReadAllBytes(path, What), dialect);
            return;
        }

        _handle = DataFile.Open(path, What);
        try
        {
            Index(partLength);
        }
        catch
        {
            _handle.Dispose();
            throw;
        }
    }

    /// <summary>The file's full path.</summary>
    public string FullPath { get; }

    /// <summary>How many records there are.</summary>
    public int Count => _whole?.Count ?? _records.Count;

    /// <summary>A record, as a text and its place there.</summary>
    /// <exception cref="TfaipException">The file cannot be read any more.</exception>
    public (CsvText Text, int Record) Read(int record)
    {
        if (_whole is not null) return (_whole, record);
        var (offset, length, line) = _records[record];
        var bytes = new byte[length];
        if (DataFile.ReadAt(_handle!, offset, bytes, FullPath, What) < length)
            throw new TfaipException($"The {What} {FullPath} has become shorter since it was opened. Leave it as it is while it is read.");
        return (new CsvText(FullPath, bytes, _dialect, line), 0);
    }

    public void Dispose() => _handle?.Dispose();

    // Part by part. The last record of a part may go on in the next, which therefore begins with it.
    private void Index(int partLength)
    {
        var (size, line) = (RandomAccess.GetLength(_handle!), 1);
        var length = (long)partLength;
        for (var offset = 0L; offset < size;)
        {
            var bytes = new byte[Math.Min(length, size - offset)];
            bytes = bytes[..DataFile.ReadAt(_handle!, offset, bytes, FullPath, What)];
            var isLast = offset + bytes.Length >= size || bytes.Length == 0;
            var text = new CsvText(FullPath, bytes, _dialect, line, isLast);
            var whole = isLast ? text.Count : text.Count - 1;
            for (var i = 0; i < whole; i++)
            {
                var (start, end) = text.PlaceOf(i);
                _records.Add(new(offset + start, end - start, text.LineOf(i)));
            }

            if (isLast) return;
            if (whole > 0)
            {
                (offset, line, length) = (offset + text.PlaceOf(whole).Start, text.LineOf(whole), partLength);
                continue;
            }

            if (length == Array.MaxLength)
                throw new TfaipException($"{FullPath}:{line}:1: the record is longer than 2 GB. Look for a quote that is never closed.");
            length = Math.Min(2 * length, Array.MaxLength);
        }
    }

    private readonly record struct Record(long Offset, int Length, int Line);
}
