using System.IO.Compression;

namespace Tfaip.Processors.Pipelines.Generators;

/// <summary>Reads a file of data whole, plain or compressed by gzip; its first bytes say which.</summary>
internal static class DataFile
{
    // A gzip stream that was cut short decompresses without an error. A member of ours behind the file's own comes out complete
    // only where everything before it was complete.
    private static readonly byte[] Sentinel = [.. "the end of a complete gzip stream"u8];
    private static readonly byte[] CompressedSentinel = Compress(Sentinel);

    /// <summary>Reads the file.</summary>
    /// <param name="path">The path.</param>
    /// <param name="what">What the file is, for messages, such as "CSV file".</param>
    /// <exception cref="TfaipException">The file is missing, unreadable, damaged or larger than 2 GB.</exception>
    public static byte[] ReadAllBytes(string path, string what)
    {
        if (string.IsNullOrEmpty(path)) throw new TfaipException($"The path of the {what} is empty.");
        var fullPath = Path.GetFullPath(path);
        if (Directory.Exists(fullPath)) throw new TfaipException($"{fullPath} is a folder; it must be a {what}.");
        try
        {
            var bytes = File.ReadAllBytes(fullPath);
            return bytes is [0x1F, 0x8B, ..] ? Decompress(bytes, fullPath, what) : bytes;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new TfaipException(
                $"The {what} {fullPath} does not exist. Put the file there, or correct the path in the configuration.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TfaipException($"The {what} {fullPath} cannot be read: {error.Message}", error);
        }
    }

    private static byte[] Decompress(byte[] compressed, string fullPath, string what)
    {
        byte[] bytes;
        try
        {
            using var gzip = new GZipStream(
                new MemoryStream([.. compressed, .. CompressedSentinel], writable: false), CompressionMode.Decompress);
            using var plain = new MemoryStream();
            gzip.CopyTo(plain);
            bytes = plain.ToArray();
        }
        catch (InvalidDataException error)
        {
            throw Damaged(fullPath, what, error);
        }

        return bytes.AsSpan().EndsWith(Sentinel) ? bytes[..^Sentinel.Length] : throw Damaged(fullPath, what, null);
    }

    private static TfaipException Damaged(string fullPath, string what, Exception? cause) =>
        new($"The {what} {fullPath} is damaged: its gzip stream is cut short or changed. Get the file again.", cause);

    private static byte[] Compress(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest)) gzip.Write(bytes);
        return compressed.ToArray();
    }
}
