using System.Buffers.Binary;
using System.IO.Compression;
using Microsoft.Win32.SafeHandles;
using Tfaip.Parameters;
using Tfaip.Parameters.Files;

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
    /// <param name="budget">
    /// The most bytes that a compressed file may have when it is unpacked; null for a quarter of the memory that there is.
    /// </param>
    /// <exception cref="TfaipException">The file is missing, unreadable, damaged or larger than 2 GB.</exception>
    public static byte[] ReadAllBytes(string path, string what, long? budget = null) => Read(path, what, fullPath =>
    {
        using var file = RegularFile.OpenRead(fullPath);
        if (file.ReadByte() == 0x1F && file.ReadByte() == 0x8B)
        {
            file.Position = 0;
            return Decompress(file, budget ?? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4, fullPath, what);
        }

        return RegularFile.ReadAllBytes(fullPath);
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
        Read(path, what, fullPath => RegularFile.OpenHandle(fullPath, FileOptions.RandomAccess));

    /// <summary>Whether a file is compressed.</summary>
    /// <param name="path">The path.</param>
    /// <param name="what">What the file is, for messages, such as "CSV file".</param>
    /// <exception cref="TfaipException">The file is missing or unreadable.</exception>
    public static bool IsCompressed(string path, string what) => Read(path, what, fullPath =>
    {
        using var file = RegularFile.OpenRead(fullPath);
        return file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
    });

    /// <summary>The error of a file that cannot be read.</summary>
    public static TfaipException Unreadable(string fullPath, string what, Exception cause) =>
        new($"The {what} {fullPath} cannot be read: {cause.Message}", cause);

    private static T Read<T>(string path, string what, Func<string, T> read)
    {
        if (string.IsNullOrEmpty(path)) throw new TfaipException($"The path of the {what} is empty.");
        if (PathText.Fault(path) is { } fault) throw new TfaipException($"The {what} cannot be read: {fault}");
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

    // Into an array of the size that the file itself says, so that the content is in memory once. A few kilobytes can unpack to gigabytes:
    // what comes out may take a quarter of the memory that there is.
    private static byte[] Decompress(FileStream file, long budget, string fullPath, string what)
    {
        try
        {
            using var gzip = new GZipStream(
                new JoinedStream(file, new MemoryStream(CompressedSentinel, writable: false)), CompressionMode.Decompress);
            budget = Math.Min(budget, Array.MaxLength - Sentinel.Length);
            var bytes = new byte[SizeOf(file, budget, fullPath, what)];
            var read = gzip.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            var rest = ReadRest(gzip, budget + Sentinel.Length - bytes.Length, budget, fullPath, what);
            if (read == bytes.Length && rest is [var only] && only.Span.SequenceEqual(Sentinel)) return bytes;

            // The size was that of the last of several members, or is damaged.
            var all = new byte[read + rest.Sum(piece => piece.Length)];
            bytes.AsSpan(0, read).CopyTo(all);
            foreach (var piece in rest)
            {
                piece.Span.CopyTo(all.AsSpan(read));
                read += piece.Length;
            }

            return all.AsSpan().EndsWith(Sentinel) ? all[..^Sentinel.Length] : throw Damaged(fullPath, what, null);
        }
        catch (InvalidDataException error)
        {
            throw Damaged(fullPath, what, error);
        }
    }

    private static List<ReadOnlyMemory<byte>> ReadRest(GZipStream gzip, long most, long budget, string fullPath, string what)
    {
        var pieces = new List<ReadOnlyMemory<byte>>();
        for (var length = 0L; ;)
        {
            var piece = new byte[1 << 16];
            var count = gzip.ReadAtLeast(piece, piece.Length, throwOnEndOfStream: false);
            if (count > 0) pieces.Add(piece.AsMemory(0, count));
            length += count;
            if (length > most) throw TooLarge(fullPath, what, budget);
            if (count < piece.Length) return pieces;
        }
    }

    // The last four bytes: the size modulo 2^32. Deflate makes nothing more than 1032 times as small.
    private static int SizeOf(FileStream file, long budget, string fullPath, string what)
    {
        if (file.Length < 18) return 0;
        Span<byte> size = stackalloc byte[4];
        ReadAt(file.SafeFileHandle, file.Length - size.Length, size, fullPath, what);
        var bytes = Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(size), 1032 * file.Length);
        return bytes <= budget ? (int)bytes : throw TooLarge(fullPath, what, budget);
    }

    private static TfaipException TooLarge(string fullPath, string what, long budget) => new(
        $"The {what} {fullPath} has more than {MemoryShortage.Amount(budget)} when it is unpacked, and a compressed file is held in "
        + "memory, of which it may take a quarter. Unpack it by gunzip, and name the file that comes out.");

    private static TfaipException Damaged(string fullPath, string what, Exception? cause) =>
        new($"The {what} {fullPath} is damaged: its gzip stream is cut short or changed. Get the file again.", cause);

    private static byte[] Compress(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest)) gzip.Write(bytes);
        return compressed.ToArray();
    }
}
