using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Tfaip.Parameters;
using Tfaip.Parameters.Files;

namespace Tfaip.Training.Files;

/// <summary>
/// Keeps other programs from writing into a run directory as long as it is not disposed: a lock on the file <c>NAME.lock</c> beside
/// the directory, which the operating system takes away with the process, however that ends. It goes by the name alone, since a run
/// that is replaced moves. Readers need no lock.
/// </summary>
/// <remarks>
/// Where the folder above cannot be written, no run can be replaced by another, and the file is in the directory itself. The file is
/// deleted while it is still locked: whoever has opened it before finds that it is no longer the one of that name, and begins again.
/// </remarks>
internal sealed partial class RunLock : IDisposable
{
    /// <summary>The name of the file in a directory that has none beside it.</summary>
    public const string InnerName = "run.lock";

    private const string Suffix = ".lock";
    private const int ExclusiveAtOnce = 6;

    // "In use" of Linux, of macOS, and of Windows.
    private static readonly int[] InUse = [11, 35, 32];

    private readonly FileStream _file;
    private readonly IReadOnlyList<string> _madeFolders;

    private RunLock(FileStream file, IReadOnlyList<string> madeFolders, IReadOnlyList<string> warnings) =>
        (_file, _madeFolders, Warnings) = (file, madeFolders, warnings);

    /// <summary>What people should know: where the file system knows no locks, other programs are not kept away.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Locks a run directory, which need not be there yet.</summary>
    /// <param name="run">Its full path.</param>
    /// <param name="files">Makes the folders above it that are missing.</param>
    /// <exception cref="TfaipException">
    /// Another program writes into it; the message says which. Or the lock's file cannot be written.
    /// </exception>
    public static RunLock Take(string run, IDurableFiles files)
    {
        var made = RunFileErrors.Named(run, () => MakeFolder(Path.GetDirectoryName(run)!, files));
        try
        {
            return Take(run, run + Suffix, made);
        }
        catch (DirectoryNotFoundException)
        {
            // Another program that had made the folder, and was refused, has deleted it since.
            return Take(run, files);
        }
        catch (UnauthorizedAccessException) when (Directory.Exists(run))
        {
            return RunFileErrors.Named(run, () => Take(run, Path.Combine(run, InnerName), made));
        }
        catch (UnauthorizedAccessException error)
        {
            throw new TfaipException($"{run}: cannot be written: {error.Message}", error);
        }
    }

    /// <summary>Lets other programs write.</summary>
    public void Dispose()
    {
        _file.Dispose();

        // What was made for the lock alone, by a run that was refused.
        foreach (var folder in _madeFolders)
        {
            try
            {
                Directory.Delete(folder);
            }
            catch (IOException)
            {
                // Another program has put something there, or has deleted it.
            }
        }
    }

    // The innermost first. They stay where a run comes into them, so they are synced as the run is.
    private static List<string> MakeFolder(string path, IDurableFiles files)
    {
        var missing = new List<string>();
        for (var folder = path; !Directory.Exists(folder); folder = Path.GetDirectoryName(folder)!) missing.Add(folder);
        if (missing.Count > 0) files.CreateFolder(path);
        foreach (var folder in missing) files.SyncFolder(Path.GetDirectoryName(folder)!);
        return missing;
    }

    private static RunLock Take(string run, string path, IReadOnlyList<string> made)
    {
        while (true)
        {
            var file = Open(run, path);
            try
            {
                var isLocked = IsLocked(run, path, file);
                var owner = string.Create(
                    CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName} ({Guid.NewGuid():N})");
                file.SetLength(0);
                file.Write(Encoding.UTF8.GetBytes(owner));
                file.Flush();
                if (Read(path) == owner) return new(file, made, isLocked ? [] : [NoLocks(run)]);
            }
            catch
            {
                file.Dispose();
                throw;
            }

            file.Dispose();
        }
    }

    // .NET takes the lock of the whole file with FileShare.None, and others' reading with it; but on Windows, where others may read.
    private static FileStream Open(string run, string path)
    {
        if (RegularFile.Oddity(path) is { } oddity)
            throw new TfaipException($"{run}: cannot be locked: {path} is {oddity}, not a file that Tfaip made. Delete it.");
        try
        {
            var share = OperatingSystem.IsWindows() ? FileShare.Read | FileShare.Delete : FileShare.None;
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, share, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException error) when (InUse.Contains(error.HResult & 0xffff))
        {
            throw Held(run, path, error);
        }
        catch (IOException error) when (error is not DirectoryNotFoundException)
        {
            throw new TfaipException($"{run}: cannot be locked: {error.Message}", error);
        }
    }

    // Where .NET is told not to lock, or the file system knows no locks, it says nothing.
    private static bool IsLocked(string run, string path, FileStream file)
    {
        if (OperatingSystem.IsWindows() || Lock((int)file.SafeFileHandle.DangerousGetHandle(), ExclusiveAtOnce) == 0) return true;
        var error = Marshal.GetLastPInvokeError();
        return InUse.Contains(error) ? throw Held(run, path, null) : false;
    }

    private static string NoLocks(string run) =>
        $"{run}: the file system locks no files, so nothing keeps another program from writing into this run at the same time.";

    private static TfaipException Held(string run, string path, Exception? cause)
    {
        var owner = Read(path) is { Length: > 0 } text ? text.Split(" (")[0] : "another program";
        return new($"{run}: {owner} writes into this run. Wait until it ends, stop it, or choose another folder with --output.", cause);
    }

    // Not by .NET, which asks for a lock of its own first.
    private static string? Read(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            using var shared = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return new StreamReader(shared).ReadToEnd();
        }

        var file = OpenForReading(path, "r");
        if (file == 0) return null;
        var bytes = new byte[1024];
        var length = ReadBytes(bytes, 1, (nuint)bytes.Length, file);
        _ = CloseFile(file);
        return Encoding.UTF8.GetString(bytes, 0, (int)length);
    }

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int Lock(int descriptor, int operation);

    [LibraryImport("libc", EntryPoint = "fopen", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint OpenForReading(string path, string mode);

    [LibraryImport("libc", EntryPoint = "fread")]
    private static partial nuint ReadBytes([Out] byte[] bytes, nuint size, nuint count, nint file);

    [LibraryImport("libc", EntryPoint = "fclose")]
    private static partial int CloseFile(nint file);
}
