using Tfaip.Training.Files;

namespace Tfaip.Training.Tests.Loop.Crashes;

/// <summary>
/// A disk that is full at one of its operations, and has room again afterwards unless it stays full. What was to be written then is there
/// by half.
/// </summary>
/// <param name="operations">How many operations come before.</param>
/// <param name="staysFull">Whether all later ones fail too.</param>
internal sealed class FailingFiles(int operations, bool staysFull = false) : IDurableFiles
{
    public const string Error = "No space left on device";

    private readonly List<string> _operations = [];

    /// <summary>What was asked for, in its order.</summary>
    public IReadOnlyList<string> Operations => _operations;

    /// <summary>Whether it was full.</summary>
    public bool HasFailed => _operations.Count > operations;

    public void CreateFolder(string path)
    {
        Begin($"create {path}");
        Directory.CreateDirectory(path);
    }

    public void WriteFile(string path, Action<Stream> write)
    {
        using var whole = new MemoryStream();
        write(whole);
        try
        {
            Begin($"write {path}");
        }
        catch (IOException)
        {
            File.WriteAllBytes(path, whole.ToArray()[..(int)(whole.Length / 2)]);
            throw;
        }

        using var file = new FileStream(path, FileMode.CreateNew);
        file.Write(whole.ToArray());
    }

    public IGrowingFile OpenFile(string path, long length)
    {
        Begin($"open {path}");
        return new Growing(this, path, new GrowingFile(path, length));
    }

    public void RenameFile(string from, string to)
    {
        Begin($"rename {to}");
        File.Move(from, to, overwrite: true);
    }

    public void DeleteFile(string path)
    {
        Begin($"delete {path}");
        File.Delete(path);
    }

    public void SyncFolder(string path) => Begin($"sync {path}");

    public void RenameFolder(string from, string to)
    {
        Begin($"rename {to}");
        Directory.Move(from, to);
    }

    public void DeleteFolder(string path)
    {
        Begin($"delete {path}");
        Directory.Delete(path, recursive: true);
    }

    private void Begin(string operation)
    {
        _operations.Add(operation);
        if (_operations.Count == operations + 1 || (staysFull && HasFailed)) throw new IOException(Error);
    }

    private sealed class Growing(FailingFiles files, string path, GrowingFile file) : IGrowingFile
    {
        public void Append(ReadOnlySpan<byte> bytes)
        {
            try
            {
                files.Begin($"append {path}");
            }
            catch (IOException)
            {
                file.Append(bytes[..(bytes.Length / 2)]);
                throw;
            }

            file.Append(bytes);
        }

        public void Sync() => files.Begin($"sync {path}");

        public void Dispose() => file.Dispose();
    }
}
