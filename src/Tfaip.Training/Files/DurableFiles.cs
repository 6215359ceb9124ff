using System.Runtime.InteropServices;
using Tfaip.Processors;

namespace Tfaip.Training.Files;

/// <summary>The operating system's file system.</summary>
internal sealed partial class DurableFiles : IDurableFiles
{
    private const int OpenReadOnly = 0;

    public void CreateFolder(string path)
    {
        if (RegularFile.Oddity(path) is { } oddity) throw new IOException($"it is {oddity}, not a folder of the run; what a run writes is written through none.");
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
            if (Fsync(descriptor) != 0) throw Failure(path);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    public void RenameFolder(string from, string to) => Directory.Move(from, to);

    public void DeleteFolder(string path) => Directory.Delete(path, recursive: true);

    private static IOException Failure(string path) =>
        new($"Cannot sync the folder {path}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
