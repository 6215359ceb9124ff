using Microsoft.Win32.SafeHandles;

namespace Tfaip.Parameters.Files;

/// <summary>
/// Opens files that others wrote: only what is a file of the disk. A named pipe lets whoever opens it wait for ever, and a device may have
/// no end, so they are refused before they are opened. Links are followed.
/// </summary>
internal static class RegularFile
{
    private const int Unbuffered = 0;

    /// <summary>Opens a file for reading; others may write, rename and delete it meanwhile.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">It is a named pipe, a socket or a device, or cannot be opened.</exception>
    public static FileStream OpenRead(string path)
    {
        Check(path);
        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
    }

    /// <summary>Opens a file to be read by offset; others may write, rename and delete it meanwhile.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How it will be read. Default: none.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">It is a named pipe, a socket or a device, or cannot be opened.</exception>
    public static SafeFileHandle OpenHandle(string path, FileOptions options = FileOptions.None)
    {
        Check(path);
        return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, options);
    }

    /// <summary>Reads a file whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="longest">The most bytes that are taken. Default: as many as an array holds.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">It is a named pipe, a socket or a device, is longer, or cannot be read.</exception>
    public static byte[] ReadAllBytes(string path, long? longest = null)
    {
        Check(path);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, Unbuffered);
        var most = Math.Min(longest ?? Array.MaxLength, Array.MaxLength);
        if (file.Length > most) throw new IOException($"it has {file.Length} bytes, more than the {most} that are read.");

        // Of the length that it says: what the system makes up as it is read says zero and has no end.
        var bytes = new byte[file.Length];
        var read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return read == bytes.Length ? bytes : bytes[..read];
    }

    /// <summary>Refuses what is no file of the disk. What is not there, and a folder, are left to whoever opens it.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">It is a named pipe, a socket or a device.</exception>
    public static void Check(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (WordFor(FileKinds.Of(path, followLink: true)) is { } word) throw new IOException($"it is {word}, not a file.");
    }

    /// <summary>
    /// What an entry is that a program of ours never makes where it writes: a link, a named pipe, a socket or a device; null for a file, a
    /// folder, and nothing.
    /// </summary>
    /// <param name="path">The entry; a link is not followed.</param>
    public static string? Oddity(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new FileInfo(path).LinkTarget is not null ? "a link" : WordFor(FileKinds.Of(path, followLink: false));
    }

    private static string? WordFor(FileKind kind) => kind switch
    {
        FileKind.Link => "a link",
        FileKind.Pipe => "a named pipe",
        FileKind.Socket => "a socket",
        FileKind.Device => "a device",
        _ => null,
    };
}
