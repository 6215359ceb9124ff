using System.Security.Cryptography;
using Tfaip.Parameters;
using Tfaip.Parameters.Files;
using Tfaip.Training.Checkpoints.Snapshots;
using Tfaip.Training.Files;

namespace Tfaip.Training.Checkpoints;

/// <summary>The files of one checkpoint.</summary>
internal static class CheckpointFolder
{
    public const string Weights = "weights.safetensors";
    public const string Optimizer = "optimizer.safetensors";
    public const string Averages = "averages.safetensors";
    public const string Metrics = "metrics.safetensors";

    // Beyond it no state is: it has a number of each metric and what callbacks remember.
    private const long LongestState = 64L << 20;

    private static readonly string[] Needed = [Weights, Optimizer, Metrics];

    /// <summary>Writes a checkpoint into a new folder, synced to the disk.</summary>
    public static void Write(IDurableFiles files, string folder, CheckpointImage image)
    {
        files.CreateFolder(folder);
        var digests = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, tensors) in image.Files)
        {
            files.WriteFile(
                Path.Combine(folder, name),
                stream =>
                {
                    using var hashing = new HashingStream(stream);
                    tensors.WriteTo(hashing);
                    digests[name] = hashing.Digest;
                });
        }

        files.WriteFile(
            Path.Combine(folder, CheckpointManifest.FileName),
            stream => stream.Write(CheckpointManifest.Write(image.State, digests)));
        files.SyncFolder(folder);
    }

    /// <summary>Copies a checkpoint into a new folder, synced to the disk.</summary>
    /// <exception cref="DamagedCheckpointException">A file of it is missing or damaged.</exception>
    public static void Copy(IDurableFiles files, string from, string to)
    {
        var (_, digests) = ReadManifest(from);
        files.CreateFolder(to);
        foreach (var name in digests.Keys.Append(CheckpointManifest.FileName))
        {
            var path = Path.Combine(from, name);
            using var source = Open(path, RegularFile.OpenRead);
            files.WriteFile(
                Path.Combine(to, name),
                stream =>
                {
                    using var hashing = new HashingStream(stream);
                    source.CopyTo(hashing);
                    if (digests.TryGetValue(name, out var digest) && hashing.Digest != digest) throw CheckpointManifest.Damaged(path);
                });
        }

        files.SyncFolder(to);
    }

    /// <summary>Checks every byte of a checkpoint.</summary>
    /// <exception cref="DamagedCheckpointException">A file of it is missing or damaged.</exception>
    public static void Check(string folder)
    {
        var (_, digests) = ReadManifest(folder);
        foreach (var name in digests.Keys) OpenChecked(folder, name, digests).Dispose();
    }

    /// <summary>Reads the state of a checkpoint alone.</summary>
    public static CheckpointState ReadState(string folder) => ReadManifest(folder).State;

    /// <summary>
    /// Opens a checkpoint; every byte of it is checked. Its files stay open, so what is read is what was checked, whatever happens to
    /// the folder.
    /// </summary>
    /// <exception cref="TfaipException">A file is missing or damaged; the message names it.</exception>
    public static LoadedCheckpoint Load(string folder)
    {
        var (state, digests) = ReadManifest(folder);
        var files = new Dictionary<string, Stream>();
        try
        {
            foreach (var name in Needed) files[name] = OpenChecked(folder, name, digests);
            if (digests.ContainsKey(Averages)) files[Averages] = OpenChecked(folder, Averages, digests);
        }
        catch
        {
            foreach (var file in files.Values) file.Dispose();
            throw;
        }

        return new(folder, state, files);
    }

    private static (CheckpointState State, IReadOnlyDictionary<string, string> Files) ReadManifest(string folder)
    {
        var path = Path.Combine(folder, CheckpointManifest.FileName);
        var (state, files) = CheckpointManifest.Read(Open(path, file => RegularFile.ReadAllBytes(file, LongestState)), path);

        // Only these: whatever else is named would be read and copied from anywhere, and written to anywhere.
        if (files.Keys.Except([.. Needed, Averages]).FirstOrDefault() is { } foreign)
            throw new TfaipException(
                $"{path}: names the file '{foreign}', which no checkpoint has. It is not from Tfaip; use another checkpoint.");
        if (Needed.Except(files.Keys).FirstOrDefault() is { } missing)
            throw new TfaipException(
                $"{path}: does not name the file '{missing}', which every checkpoint has. It is not from Tfaip; use another checkpoint.");
        return (state, files);
    }

    private static FileStream OpenChecked(string folder, string name, IReadOnlyDictionary<string, string> digests)
    {
        var path = Path.Combine(folder, name);
        var stream = Open(path, RegularFile.OpenRead);
        if (!digests.TryGetValue(name, out var digest) || Convert.ToHexStringLower(SHA256.HashData(stream)) != digest)
        {
            stream.Dispose();
            throw CheckpointManifest.Damaged(path);
        }

        stream.Position = 0;
        return stream;
    }

    private static T Open<T>(string path, Func<string, T> open)
    {
        try
        {
            return open(path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DamagedCheckpointException(path, $"{path}: cannot be read: {error.Message}", cause: error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TfaipException($"{path}: cannot be read: {error.Message}", error);
        }
    }
}
