using System.Globalization;
using Tfaip.Processors;
using Tfaip.Training.Checkpoints.Snapshots;

namespace Tfaip.Training.Checkpoints;

/// <summary>
/// The checkpoints of a run directory: <c>checkpoints/step-000123/</c>, …, of which the newest are kept, and <c>best/</c>.
/// A program that is killed at any instant leaves a valid checkpoint once the first was written, and <see cref="Recover"/>
/// puts the folders in order again.
/// </summary>
/// <remarks>
/// A checkpoint is written to <c>NAME.partial</c>, synced and renamed to its name. Where that name is taken, as that of
/// <c>best</c> is, it is renamed to <c>NAME.next</c>, which counts from then on; <c>NAME</c> is deleted by way of
/// <c>NAME.old</c>, and <c>NAME.next</c> renamed to <c>NAME</c>. So a reader takes <c>NAME.next</c> where there is one, else
/// <c>NAME</c>, and whatever ends in <c>.partial</c> or <c>.old</c> never counts.
/// </remarks>
public sealed class CheckpointStore
{
    private const string StepPrefix = "step-";
    private const string Partial = ".partial";
    private const string Next = ".next";
    private const string Old = ".old";

    private readonly IDurableFiles _files;
    private readonly string _run;
    private readonly string _checkpoints;
    private readonly string _best;

    /// <summary>Opens the checkpoints of a run directory; nothing is written yet.</summary>
    public CheckpointStore(string runDirectory)
        : this(runDirectory, new DurableFiles())
    {
    }

    internal CheckpointStore(string runDirectory, IDurableFiles files)
    {
        ArgumentException.ThrowIfNullOrEmpty(runDirectory);
        _files = files;
        _run = Path.GetFullPath(runDirectory);
        _checkpoints = Path.Combine(_run, "checkpoints");
        _best = Path.Combine(_run, "best");
    }

    /// <summary>The folder of the newest checkpoint, or null where there is none.</summary>
    public string? Newest => Steps().LastOrDefault() is { } path ? Current(path) : null;

    /// <summary>The folder of the best checkpoint, or null where there is none.</summary>
    public string? Best => Current(_best);

    /// <summary>Reads the newest checkpoint, or gives null where there is none.</summary>
    /// <exception cref="TfaipException">A file of it is missing or damaged; the message names it.</exception>
    public LoadedCheckpoint? LoadNewest() => Newest is { } path ? CheckpointFolder.Load(path) : null;

    /// <summary>Reads the best checkpoint, or gives null where there is none.</summary>
    /// <exception cref="TfaipException">A file of it is missing or damaged; the message names it.</exception>
    public LoadedCheckpoint? LoadBest() => Best is { } path ? CheckpointFolder.Load(path) : null;

    /// <summary>Reads the checkpoint of a name, such as <c>step-000123</c>, or gives null where there is none.</summary>
    /// <exception cref="TfaipException">A file of it is missing or damaged; the message names it.</exception>
    public LoadedCheckpoint? Load(string name) => Steps().Find(path => Path.GetFileName(path) == name) is { } path && Current(path) is { } folder ? CheckpointFolder.Load(folder) : null;

    /// <summary>The names of the checkpoints that are kept, oldest first; without the best one's copy.</summary>
    public IReadOnlyList<string> Names => [.. Steps().Select(path => Path.GetFileName(path)!)];

    /// <summary>The folder that the best checkpoint has, once there is one.</summary>
    internal string BestPath => _best;

    /// <summary>The folder that the checkpoint of a step has, once there is one.</summary>
    internal string PathOf(long step) =>
        Path.Combine(_checkpoints, string.Create(CultureInfo.InvariantCulture, $"{StepPrefix}{step:D6}"));

    /// <summary>Deletes what an interrupted program left unfinished, and finishes what it had decided.</summary>
    /// <param name="retention">Which checkpoints stay; null for all.</param>
    public void Recover(CheckpointRetention? retention = null)
    {
        foreach (var path in Folders(Partial).Concat(Folders(Old)).ToList()) _files.DeleteFolder(path);
        foreach (var path in Folders(Next).ToList()) Promote(path[..^Next.Length]);
        RecoverBest();
        if (retention is not null) Prune(retention);
    }

    /// <summary>Writes a checkpoint, makes it the best one if its state says so, and deletes those that do not stay.</summary>
    /// <param name="content">The checkpoint.</param>
    /// <param name="retention">Which checkpoints stay.</param>
    /// <returns>The full path of its folder.</returns>
    public string Write(CheckpointContent content, CheckpointRetention retention)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(retention);
        using var image = new CheckpointImage();
        image.Take(content, new HashSet<string>()).Finish();
        return Write(image, retention);
    }

    /// <summary>Writes a checkpoint, makes it the best one if its state says so, and deletes those that do not stay.</summary>
    /// <returns>The full path of its folder.</returns>
    internal string Write(CheckpointImage image, CheckpointRetention retention)
    {
        var step = image.State.Step;
        var path = PathOf(step);
        if (!Directory.Exists(_checkpoints))
        {
            _files.CreateFolder(_checkpoints);
            _files.SyncFolder(_run);
        }

        CheckpointFolder.Write(_files, path + Partial, image);
        Publish(path);
        if (image.State.Best?.Step == step) ReplaceBest(path);
        Prune(retention);
        return path;
    }

    /// <summary>Writes a checkpoint that is the best one and no more.</summary>
    /// <returns>The full path of its folder.</returns>
    internal string WriteBest(CheckpointImage image)
    {
        CheckpointFolder.Write(_files, _best + Partial, image);
        Publish(_best);
        return _best;
    }

    // The program may have ended before the best checkpoint was copied, or somebody deleted the newest ones.
    private void RecoverBest()
    {
        if (Newest is not { } newest || CheckpointFolder.ReadState(newest).Best?.Step is not { } step) return;
        if (Best is { } best && CheckpointFolder.ReadState(best).Step == step) return;
        if (Steps().Find(path => StepOf(path) == step) is { } source) ReplaceBest(source);
    }

    // What cannot be read is left for somebody to look at.
    private void Prune(CheckpointRetention retention)
    {
        var readable = Steps().Select(path => (Path: path, State: ReadState(path))).Where(entry => entry.State is not null).ToList();
        var kept = retention.Kept(readable.ConvertAll(entry => entry.State!));
        foreach (var (path, _) in readable.Where(entry => !kept.Contains(entry.State!.Step))) Delete(path);
    }

    private static CheckpointState? ReadState(string path)
    {
        try
        {
            return CheckpointFolder.ReadState(path);
        }
        catch (TfaipException)
        {
            return null;
        }
    }

    private void ReplaceBest(string checkpoint)
    {
        CheckpointFolder.Copy(_files, checkpoint, _best + Partial);
        Publish(_best);
    }

    private void Publish(string path)
    {
        if (!Directory.Exists(path))
        {
            _files.RenameFolder(path + Partial, path);
            _files.SyncFolder(Path.GetDirectoryName(path)!);
            return;
        }

        _files.RenameFolder(path + Partial, path + Next);
        _files.SyncFolder(Path.GetDirectoryName(path)!);
        Promote(path);
    }

    private void Promote(string path)
    {
        if (Directory.Exists(path)) Delete(path);
        _files.RenameFolder(path + Next, path);
        _files.SyncFolder(Path.GetDirectoryName(path)!);
    }

    // By way of a rename, on the disk before it, so that a folder that is only half deleted counts no more.
    private void Delete(string path)
    {
        _files.RenameFolder(path, path + Old);
        _files.SyncFolder(Path.GetDirectoryName(path)!);
        _files.DeleteFolder(path + Old);
    }

    // The steps' folders, oldest first, by the names that they have or will have.
    private List<string> Steps() => Folders("").Concat(Folders(Next).Select(path => path[..^Next.Length]))
        .Where(path => path != _best)
        .Distinct(StringComparer.Ordinal)
        .OrderBy(StepOf)
        .ToList();

    private IEnumerable<string> Folders(string suffix) =>
        ((string[])[_run, _checkpoints])
            .Where(Directory.Exists)
            .SelectMany(Directory.EnumerateDirectories)
            .Where(path => path.EndsWith(suffix, StringComparison.Ordinal))
            .Where(path => path == _best + suffix || StepOf(path[..^suffix.Length]) >= 0);

    private long StepOf(string path) =>
        Path.GetDirectoryName(path) == _checkpoints
        && Path.GetFileName(path) is var name
        && name.StartsWith(StepPrefix, StringComparison.Ordinal)
        && long.TryParse(name.AsSpan(StepPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var step) ? step : -1;

    private static string? Current(string path) => ((string[])[path + Next, path]).FirstOrDefault(Directory.Exists);
}
