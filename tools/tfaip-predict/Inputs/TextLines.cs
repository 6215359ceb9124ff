using System.IO.Compression;
using System.Text;
using Tfaip.Parameters;
using Tfaip.Parameters.Files;
using Tfaip.Parameters.Streams;

namespace Tfaip.Predict.Inputs;

/// <summary>The lines of a text file, plain or compressed by gzip.</summary>
/// <param name="path">The file.</param>
internal sealed class TextLines(string path)
{
    private const int LongestLine = 1 << 24;

    /// <summary>Whether the next line may be long in coming, as from a pipe. Known once the file is open.</summary>
    public bool MayWait { get; private set; }

    /// <summary>Reads the lines; the file is opened with the first of them.</summary>
    /// <exception cref="TfaipException">The file is missing, unreadable or not UTF-8.</exception>
    public IEnumerable<string> Read()
    {
        using var reader = Guard(Open);
        var isFirst = true;
        while (Guard(() => ReadLine(reader)) is { } line)
        {
            if (isFirst) CheckEncoding(reader, line);
            isFirst = false;
            yield return line;
        }
    }

    private string? ReadLine(StreamReader reader) => LimitedLines.ReadLine(
        reader,
        LongestLine,
        () => new TfaipException($"{path}: a line has more than {LongestLine} characters, more than are predicted from."));

    private StreamReader Open()
    {
        // A pipe is as good: its lines come as they are written.
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            MayWait = !file.CanSeek;
            var encoding = new UTF8Encoding(false, throwOnInvalidBytes: true);
            return new(
                path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file,
                encoding);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    // The reader has recognised a byte order mark; without one UTF-16 shows by its zeros.
    private void CheckEncoding(StreamReader reader, string line)
    {
        var encoding = reader.CurrentEncoding switch
        {
            UTF8Encoding => TextEncodings.Recognize(Encoding.UTF8.GetBytes(line)),
            UTF32Encoding => "UTF-32",
            _ => "UTF-16",
        };
        if (encoding is not null) throw new TfaipException($"{path}: this is {encoding}; save the file as UTF-8.");
    }

    private T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new TfaipException($"{path}: there is no such file.", error);
        }
        catch (DecoderFallbackException error)
        {
            throw new TfaipException($"{path}: this is not text in UTF-8.", error);
        }
        catch (InvalidDataException error)
        {
            throw new TfaipException($"{path}: the gzip stream is damaged.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TfaipException($"{path}: cannot be read: {error.Message}", error);
        }
    }
}
