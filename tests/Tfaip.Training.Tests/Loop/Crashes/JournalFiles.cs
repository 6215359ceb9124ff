using Tfaip.Training.Files;

namespace Tfaip.Training.Tests.Loop.Crashes;

/// <summary>
/// The real file system, which writes down all that it does, in changes as small as a system may do them: a file comes into being
/// empty, is half written, wholly written, synced; a folder is deleted file by file. A kill between two changes is what the first of
/// them lead to: the program does nothing more. Nothing waits for the disk.
/// </summary>
internal sealed class JournalFiles : IDurableFiles
{
    private readonly List<(string Text, Action<Disk> Apply)> _changes = [];

    /// <summary>What was done, in its order; each changes a disk that is as it was when all began.</summary>
    public IReadOnlyList<(string Text, Action<Disk> Apply)> Changes => _changes;

    public void CreateFolder(string path)
    {
        for (var missing = Missing(path); missing is not null; missing = Missing(path))
        {
            var made = missing;
            Directory.CreateDirectory(made);
            Add($"create {made}", disk => disk.Make(made, isFolder: true));
        }
    }

    public void WriteFile(string path, Action<Stream> write)
    {
        using var whole = new MemoryStream();
        write(whole);
        using (var file = new FileStream(path, FileMode.CreateNew)) file.Write(whole.ToArray());
        Add($"create {path}", disk => disk.Make(path, isFolder: false));
        AddBytes(path, [], whole.ToArray());
        Add($"sync {path}", disk => disk.Sync(path));
    }

    public IGrowingFile OpenFile(string path, long length)
    {
        var isNew = !File.Exists(path);
        var file = new GrowingFile(path, length);
        if (isNew) Add($"create {path}", disk => disk.Make(path, isFolder: false));
        else Add($"cut {path}", disk => disk.Write(path, disk.Read(path)[..(int)length]));
        return new Growing(this, path, file);
    }

    public void RenameFile(string from, string to)
    {
        File.Move(from, to, overwrite: true);
        Add($"rename {from} to {to}", disk => disk.Move(from, to));
    }

    public void DeleteFile(string path)
    {
        if (!File.Exists(path)) return;
        File.Delete(path);
        Add($"delete {path}", disk => disk.Remove(path));
    }

    public void SyncFolder(string path)
    {
        Assert.IsTrue(Directory.Exists(path), path);
        Add($"sync {path}", disk => disk.Sync(path));
    }

    public void RenameFolder(string from, string to)
    {
        Directory.Move(from, to);
        Add($"rename {from} to {to}", disk => disk.Move(from, to));
    }

    public void DeleteFolder(string path)
    {
        foreach (var folder in Directory.EnumerateDirectories(path).Order(StringComparer.Ordinal).ToList()) DeleteFolder(folder);
        foreach (var file in Directory.EnumerateFiles(path).Order(StringComparer.Ordinal).ToList()) DeleteFile(file);
        Directory.Delete(path);
        Add($"delete {path}", disk => disk.Remove(path));
    }

    private static string? Missing(string path)
    {
        if (Directory.Exists(path)) return null;
        var parent = Path.GetDirectoryName(path)!;
        return Directory.Exists(parent) ? path : Missing(parent);
    }

    private void AddBytes(string path, byte[] before, byte[] added)
    {
        var half = added[..(added.Length / 2)];
        Add($"write half of {path}", disk => disk.Write(path, [.. disk.Read(path)[..before.Length], .. half]));
        Add($"write {path}", disk => disk.Write(path, [.. disk.Read(path)[..before.Length], .. added]));
    }

    private void Add(string text, Action<Disk> apply) => _changes.Add((text, apply));

    private sealed class Growing(JournalFiles files, string path, GrowingFile file) : IGrowingFile
    {
        public void Append(ReadOnlySpan<byte> bytes)
        {
            var before = File.ReadAllBytes(path);
            file.Append(bytes);
            files.AddBytes(path, before, bytes.ToArray());
        }

        public void Sync() => files.Add($"sync {path}", disk => disk.Sync(path));

        public void Dispose() => file.Dispose();
    }
}
