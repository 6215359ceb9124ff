using System.IO.Compression;
using System.Text;
using Tfaip.Processors;

namespace Tfaip.Predict.Inputs;

/// <summary>The lines of a text file, plain or compressed by gzip.</summary>
internal static class TextLines
{
    /// <exception cref="TfaipException">The file is missing, unreadable or not UTF-8.</exception>
    public static IEnumerable<string> Read(string path)
    {
        using var reader = Guard(path, () => Open(path));
        while (Guard(path, reader.ReadLine) is { } line) yield return line;
    }

    private static StreamReader Open(string path)
    {
        var file = File.OpenRead(path);
        try
        {
            var encoding = new UTF8Encoding(false, throwOnInvalidBytes: true);
            return new(path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file, encoding);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static T Guard<T>(string path, Func<T> read)
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
