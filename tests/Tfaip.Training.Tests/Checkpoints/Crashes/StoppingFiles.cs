using Tfaip.Training.Files;

namespace Tfaip.Training.Tests.Checkpoints.Crashes;

/// <summary>
/// A file system that stops before one of its operations, each of which is as small as a system may do it: a file comes into
/// being empty, is half written, wholly written, synced; a folder is deleted file by file. Nothing waits for the disk; what
/// was not synced is remembered, and may be undone afterwards, as when the power fails.
/// </summary>
internal sealed class StoppingFiles(int operations) : IDurableFiles
{
    private readonly List<(string Folder, Action Undo)> _unsynced = [];
    private int _left = operations;

    /// <summary>How many operations of those that were done are not on the disk for certain.</summary>
    public int Unsynced => _unsynced.Count;

    /// <summary>Whether it has stopped.</summary>
    public bool HasStopped => _left < 0;

    /// <summary>Undoes what was not synced, but for the first operations.</summary>
    public void LosePower(int kept)
    {
        foreach (var (_, undo) in _unsynced.Skip(kept).Reverse()) undo();
    }

    public void CreateFolder(string path)
    {
        Begin();
        Directory.CreateDirectory(path);
        Done(Parent(path), () => Directory.Delete(path, recursive: true));
    }

    public void WriteFile(string path, Action<Stream> write)
    {
        using var whole = new MemoryStream();
        write(whole);
        var bytes = whole.ToArray();

        Begin();
        using (new FileStream(path, FileMode.CreateNew))
        {
        }

        Done(Parent(path), () => File.Delete(path));
        foreach (var length in (int[])[bytes.Length / 2, bytes.Length])
        {
            Begin();
            File.WriteAllBytes(path, bytes[..length]);

            // The length may be on the disk and the bytes not.
            Done(path, () => File.WriteAllBytes(path, new byte[length]));
        }

        Begin();
        _unsynced.RemoveAll(entry => entry.Folder == path);
    }

    public void SyncFolder(string path)
    {
        Begin();
        _unsynced.RemoveAll(entry => entry.Folder == path);
    }

    public void RenameFolder(string from, string to)
    {
        Begin();
        Directory.Move(from, to);
        Done(Parent(from), () => Directory.Move(to, from));
    }

    public void DeleteFolder(string path)
    {
        foreach (var file in Directory.EnumerateFiles(path).Order(StringComparer.Ordinal).ToList())
        {
            Begin();
            var bytes = File.ReadAllBytes(file);
            File.Delete(file);
            Done(path, () => File.WriteAllBytes(file, bytes));
        }

        Begin();
        Directory.Delete(path);
        var deletions = _unsynced.Where(entry => entry.Folder == path).Select(entry => entry.Undo).ToList();
        _unsynced.RemoveAll(entry => entry.Folder == path);
        Done(Parent(path), () =>
        {
            Directory.CreateDirectory(path);
            foreach (var undo in deletions) undo();
        });
    }

    public IGrowingFile OpenFile(string path, long length) => throw new NotSupportedException("Checkpoints have no such files.");

    public void RenameFile(string from, string to) => throw new NotSupportedException("Checkpoints have no such files.");

    public void DeleteFile(string path) => throw new NotSupportedException("Checkpoints have no such files.");

    private static string Parent(string path) => Path.GetDirectoryName(path)!;

    private void Begin()
    {
        if (_left-- <= 0) throw new StopException();
    }

    private void Done(string folder, Action undo) => _unsynced.Add((folder, undo));
}
