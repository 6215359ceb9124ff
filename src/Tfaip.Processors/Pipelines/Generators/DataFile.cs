using System.Buffers.Binary;
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
        using var file = new FileStream(fullPath, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        if (file.ReadByte() == 0x1F && file.ReadByte() == 0x8B)
        {
            file.Position = 0;
            return Decompress(file, fullPath, what);
        }

        return File.ReadAllBytes(fullPath);
    });

    /// <summary>Reads what lies at an offset: as much as there is, up to the length of the buffer.</summary>
    /// <exception cref="TfaipException">The file cannot be read any more.</exception>
    public static int ReadAt(SafeFileHandle file, long offset, Span<byte> buffer, string fullPath, string what)
    {
        try
        {
            var read = 0;
            while (read < buffer.Length && RandomAccess.Read(file, buffer[read..], offset + read) is var count and > 0) read += count;
            return read;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(fullPath, what, error);
        }
    }

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

    // Into an array of the size that the file itself says, so that the content is in memory once.
    private static byte[] Decompress(FileStream file, string fullPath, string what)
    {
        try
        {
            using var gzip = new GZipStream(new JoinedStream(file, new MemoryStream(CompressedSentinel, writable: false)), CompressionMode.Decompress);
            var bytes = new byte[SizeOf(file, fullPath, what)];
            var read = gzip.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            using var rest = new MemoryStream();
            Copy(gzip, rest, Array.MaxLength - bytes.Length, fullPath, what);
            var tail = rest.GetBuffer().AsSpan(0, (int)rest.Length);
            if (read == bytes.Length && tail.SequenceEqual(Sentinel)) return bytes;

            // The size was that of the last of several members, or is damaged.
            byte[] all = [.. bytes.AsSpan(0, read), .. tail];
            return all.AsSpan().EndsWith(Sentinel) ? all[..^Sentinel.Length] : throw Damaged(fullPath, what, null);
        }
        catch (InvalidDataException error)
        {
            throw Damaged(fullPath, what, error);
        }
    }

    private static void Copy(GZipStream from, MemoryStream to, long most, string fullPath, string what)
    {
        var buffer = new byte[1 << 16];
        while (from.Read(buffer) is var count and > 0)
        {
            if (to.Length + count > most) throw TooLarge(fullPath, what);
            to.Write(buffer.AsSpan(0, count));
        }
    }

    // The last four bytes: the size modulo 2^32. Deflate makes nothing more than 1032 times as small.
    private static int SizeOf(FileStream file, string fullPath, string what)
    {
        if (file.Length < 18) return 0;
        Span<byte> size = stackalloc byte[4];
        ReadAt(file.SafeFileHandle, file.Length - size.Length, size, fullPath, what);
        var bytes = Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(size), 1032 * file.Length);
        return bytes <= Array.MaxLength - Sentinel.Length ? (int)bytes : throw TooLarge(fullPath, what);
    }

    private static TfaipException TooLarge(string fullPath, string what) =>
        new($"The {what} {fullPath} has more than 2 GB when it is unpacked, and a compressed file is held in memory. Unpack it by gunzip, and name the file that comes out.");

    private static TfaipException Damaged(string fullPath, string what, Exception? cause) =>
        new($"The {what} {fullPath} is damaged: its gzip stream is cut short or changed. Get the file again.", cause);

    private static byte[] Compress(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest)) gzip.Write(bytes);
        return compressed.ToArray();
    }
}
