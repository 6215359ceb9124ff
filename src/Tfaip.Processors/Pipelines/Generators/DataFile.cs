using System.IO.Compression;
using Microsoft.Win32.SafeHandles;

namespace Tfaip.Processors.Pipelines.Generators;

/// <summary>Reads files of data, plain or compressed by gzip; their first bytes say which.</summary>
internal static class DataFile
{
    // A gzip stream that was cut short decompresses without an error. A member of ours behind the file's own comes out complete
    // only where everything before it was complete.
    private static readonly byte[] Sentinel = [.. "the end of a complete gzip stream"u8];
    private static readonly byte[] CompressedSentinel = Compress(Sentinel);

    /// <summary>Reads a file whole.</summary>
    /// <param name="path">The path.</param>
    /// <param name="what">What the file is, for messages, such as "CSV file".</param>
    /// <exception cref="TfaipException">The file is missing, unreadable, damaged or larger than 2 GB.</exception>
    public static byte[] ReadAllBytes(string path, string what) => Read(path, what, fullPath =>
    {
        var bytes = File.ReadAllBytes(fullPath);
        return bytes is [0x1F, 0x8B, ..] ? Decompress(bytes, fullPath, what) : bytes;
    });

    /// <summary>Opens a file to be read by offset.</summary>
    /// <param name="path">The path.</param>
    /// <param name="what">What the file is, for messages, such as "CSV file".</param>
    /// <exception cref="TfaipException">The file is missing or unreadable.</exception>
    public static SafeFileHandle Open(string path, string what) =>
        Read(path, what, fullPath => File.OpenHandle(fullPath, options: FileOptions.RandomAccess));

    /// <summary>Whether a file is compressed.</summary>
    /// <param name="path">The path.</param>
    /// <param name="what">What the file is, for messages, such as "CSV file".</param>
    /// <exception cref="TfaipException">The file is missing or unreadable.</exception>
    public static bool IsCompressed(string path, string what) => Read(path, what, fullPath =>
    {
        using var file = File.OpenRead(fullPath);
        return file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
    });

    /// <summary>The error of a file that cannot be read.</summary>
    public static TfaipException Unreadable(string fullPath, string what, Exception cause) =>
        new($"The {what} {fullPath} cannot be read: {cause.Message}", cause);

    private static T Read<T>(string path, string what, Func<string, T> read)
    {
        if (string.IsNullOrEmpty(path)) throw new TfaipException($"The path of the {what} is empty.");
        var fullPath = Path.GetFullPath(path);
        if (Directory.Exists(fullPath)) throw new TfaipException($"{fullPath} is a folder; it must be a {what}.");
        try
        {
            return read(fullPath);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new TfaipException(
                $"The {what} {fullPath} does not exist. Put the file there, or correct the path in the configuration.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(fullPath, what, error);
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
