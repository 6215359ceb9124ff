using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Tfaip.Parameters.Files;

namespace Tfaip.Training.Files;

/// <summary>The operating system's file system.</summary>
internal sealed partial class DurableFiles : IDurableFiles
{
    private const int FullSync = 51;
    private const int Interrupted = 4;
    private const int OpenReadOnly = 0;

    // "Invalid argument" and "not supported" of Linux and of macOS, and "no such function": what file systems that do not sync
    // folders answer.
    private static readonly int[] NotSyncable = [22, 38, 45, 78, 95, 102];

    private readonly ConcurrentDictionary<string, string> _notes = new();

    /// <summary>The files of this system; where nobody can change what another program has open, what is refused is tried again.</summary>
    public static IDurableFiles OfSystem { get; } =
        OperatingSystem.IsWindows() ? new PatientFiles(new DurableFiles(), Thread.Sleep) : new DurableFiles();

    public IReadOnlyCollection<string> Notes => [.. _notes.Values];

    public void CreateFolder(string path)
    {
        if (RegularFile.Oddity(path) is { } oddity)
            throw new IOException($"it is {oddity}, not a folder of the run; what a run writes is written through none.");
        Directory.CreateDirectory(path);
    }

    public void WriteFile(string path, Action<Stream> write)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        write(file);
        file.Flush(flushToDisk: true);
    }

    public IGrowingFile OpenFile(string path, long length) => new GrowingFile(path, length);

    public void RenameFile(string from, string to) => File.Move(from, to, overwrite: true);

    public void DeleteFile(string path) => File.Delete(path);

    public void SyncFolder(string path)
    {
        // .NET opens no folders. Windows keeps a rename in its journal by itself.
        if (OperatingSystem.IsWindows()) return;
        var descriptor = Open(path, OpenReadOnly);
        if (descriptor < 0) throw Failure(path);
        try
        {
            if (Sync(descriptor)) return;
            if (!NotSyncable.Contains(Marshal.GetLastPInvokeError())) throw Failure(path);
        }
        finally
        {
            _ = Close(descriptor);
        }

        var root = Path.GetPathRoot(path)!;
        var mount = DriveInfo.GetDrives().Select(drive => drive.Name).Where(name => Contains(name, path)).DefaultIfEmpty(root)
            .MaxBy(name => name.Length)!;
        _notes.TryAdd(
            mount,
            $"{mount}: the file system there does not sync folders. After a power cut the newest files may be missing; those before them "
            + "are there. A killed program loses nothing.");
    }

    public void RenameFolder(string from, string to) => Directory.Move(from, to);

    public void DeleteFolder(string path) => Directory.Delete(path, recursive: true);

    private static bool Contains(string folder, string path) =>
        path == folder || path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + '/', StringComparison.Ordinal);

    // macOS' fsync leaves it to the drive when it writes, as .NET knows of files.
    private static bool Sync(int descriptor) =>
        (OperatingSystem.IsMacOS() && Repeated(() => FileControl(descriptor, FullSync))) || Repeated(() => Fsync(descriptor));

    private static bool Repeated(Func<int> call)
    {
        int result;
        do result = call();
        while (result < 0 && Marshal.GetLastPInvokeError() == Interrupted);
        return result >= 0;
    }

    private static IOException Failure(string path) =>
        new($"Cannot sync the folder {path}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int FileControl(int descriptor, int command);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
