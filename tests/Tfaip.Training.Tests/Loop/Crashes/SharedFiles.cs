using Tfaip.Training.Files;

namespace Tfaip.Training.Tests.Loop.Crashes;

/// <summary>
/// The real file system with Windows' rules: what a program has open, nobody can rename, delete or replace, nor the folders that it is in.
/// Another program opens each file that is written or renamed for a while, as virus scanners do; the clock of that is the pauses of who
/// waits for it.
/// </summary>
/// <param name="scan">For how long a file is open after it was written or renamed.</param>
internal sealed class SharedFiles(TimeSpan scan) : IDurableFiles
{
    private const int AccessDenied = unchecked((int)0x80070005);
    private const int SharingViolation = unchecked((int)0x80070020);

    private readonly Dictionary<string, TimeSpan> _openUntil = [];
    private readonly IDurableFiles _files = new DurableFiles();
    private TimeSpan _now;

    /// <summary>How often something was refused.</summary>
    public int Refused { get; private set; }

    /// <summary>The files and folders that another program keeps open for good.</summary>
    public List<string> Held { get; } = [];

    /// <value>Hears how late it is when somebody has waited. Default: nobody does.</value>
    public Action<TimeSpan> OnPause { get; init; } = _ => { };

    /// <value>Hears the name that a folder was given. Default: nobody does.</value>
    public Action<string> OnRenamed { get; init; } = _ => { };

    /// <summary>Time passes.</summary>
    public void Pause(TimeSpan time)
    {
        _now += time;
        OnPause(_now);
    }

    public void CreateFolder(string path) => _files.CreateFolder(path);

    public void WriteFile(string path, Action<Stream> write)
    {
        _files.WriteFile(path, write);
        Scan(path);
    }

    public IGrowingFile OpenFile(string path, long length)
    {
        Check(path, SharingViolation);
        return _files.OpenFile(path, length);
    }

    public void RenameFile(string from, string to)
    {
        Check(from, SharingViolation);
        Check(to, AccessDenied);
        _files.RenameFile(from, to);
        Scan(to);
    }

    public void DeleteFile(string path)
    {
        Check(path, SharingViolation);
        _files.DeleteFile(path);
    }

    public void SyncFolder(string path) => _files.SyncFolder(path);

    public void RenameFolder(string from, string to)
    {
        Check(from, AccessDenied);
        _files.RenameFolder(from, to);
        foreach (var file in Directory.EnumerateFiles(to, "*", SearchOption.AllDirectories)) Scan(file);
        OnRenamed(to);
    }

    public void DeleteFolder(string path)
    {
        Check(path, SharingViolation);
        _files.DeleteFolder(path);
    }

    private void Scan(string path) => _openUntil[path] = _now + scan;

    private void Check(string path, int code)
    {
        var open = _openUntil.Where(file => file.Value > _now).Select(file => file.Key).Concat(OwnFiles()).Concat(Held.Where(Path.Exists));
        if (!open.Any(file => file == path || file.StartsWith(path + '/', StringComparison.Ordinal) || Held.Contains(path))) return;
        Refused++;
        if (code == AccessDenied) throw new UnauthorizedAccessException($"Access to the path '{path}' is denied.");
        throw new IOException($"The process cannot access the file '{path}' because it is being used by another process.", code);
    }

    // What this process has open, and forgot to close or reads.
    private static IEnumerable<string> OwnFiles() => OperatingSystem.IsLinux()
        ? Directory.EnumerateFileSystemEntries("/proc/self/fd").Select(link => new FileInfo(link).LinkTarget).OfType<string>()
        : [];
}
