using Tfaip.Parameters;
using Tfaip.Training.Checkpoints.Snapshots;
using Tfaip.Training.Files;

namespace Tfaip.Training.Checkpoints;

/// <summary>
/// The checkpoints of a run directory: <c>checkpoints/step-000123/</c>, …, of which the newest are kept, and <c>best/</c>.
/// A program that is killed at any instant leaves a valid checkpoint once the first was written, and <see cref="Recover"/>
/// puts the folders in order again.
/// </summary>
/// <remarks>
/// A checkpoint is written to <c>NAME.partial</c>, synced and renamed to its name. Where that name is taken, as that of
/// <c>best</c> is, it is renamed to <c>NAME.next</c>, which counts from then on; <c>NAME</c> is renamed to
/// <c>NAME.old</c>, <c>NAME.next</c> to <c>NAME</c>, and <c>NAME.old</c> deleted. So a reader takes <c>NAME.next</c> where there is one,
/// else <c>NAME</c>, and whatever ends in <c>.partial</c>, <c>.old</c> or <c>.damaged</c> never counts.
/// </remarks>
internal sealed class CheckpointStore
{
    private readonly IDurableFiles _files;
    private readonly CheckpointNames _names;
    private readonly CheckpointChanges _changes;
    private readonly CheckpointRecovery _recovery;

    /// <summary>Opens the checkpoints of a run directory; nothing is written yet.</summary>
    public CheckpointStore(string runDirectory)
        : this(runDirectory, DurableFiles.OfSystem)
    {
    }

    /// <param name="runDirectory">The run directory.</param>
    /// <param name="files">The file system.</param>
    /// <param name="warnings">Hears of what cannot be deleted; null for a list of its own.</param>
    internal CheckpointStore(string runDirectory, IDurableFiles files, FileWarnings? warnings = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(runDirectory);
        (_files, _names, Warnings) = (files, new CheckpointNames(runDirectory), warnings ?? new());
        _changes = new CheckpointChanges(files, Warnings);
        _recovery = new CheckpointRecovery(_names, files, _changes);
    }

    /// <summary>The folder of the newest checkpoint, or null where there is none.</summary>
    public string? Newest => _names.Newest;

    /// <summary>The folder of the best checkpoint, or null where there is none.</summary>
    public string? Best => CheckpointNames.Current(_names.Best);

    /// <summary>The names of the checkpoints that are kept, oldest first; without the best one's copy.</summary>
    public IReadOnlyList<string> Names => [.. _names.Steps().Select(path => Path.GetFileName(path)!)];

    /// <summary>What people should know of the folders.</summary>
    internal FileWarnings Warnings { get; }

    /// <summary>The folder that the best checkpoint has, once there is one.</summary>
    internal string BestPath => _names.Best;

    /// <summary>Reads the newest checkpoint, or gives null where there is none.</summary>
    /// <exception cref="TfaipException">A file of it is missing or damaged; the message names it.</exception>
    public LoadedCheckpoint? LoadNewest() => Newest is { } path ? CheckpointFolder.Load(path) : null;

    /// <summary>Reads the best checkpoint, or gives null where there is none.</summary>
    /// <exception cref="TfaipException">A file of it is missing or damaged; the message names it.</exception>
    public LoadedCheckpoint? LoadBest() => Best is { } path ? CheckpointFolder.Load(path) : null;

    /// <summary>Reads the checkpoint of a name, such as <c>step-000123</c>, or gives null where there is none.</summary>
    /// <exception cref="TfaipException">A file of it is missing or damaged; the message names it.</exception>
    public LoadedCheckpoint? Load(string name) =>
        _names.Steps().Find(path => Path.GetFileName(path) == name) is { } path && CheckpointNames.Current(path) is { } folder
            ? CheckpointFolder.Load(folder)
            : null;

    /// <summary>Deletes what an interrupted program left unfinished, and finishes what it had decided.</summary>
    /// <param name="retention">Which checkpoints stay; null for all.</param>
    /// <exception cref="TfaipException">The newest checkpoint, or the best one, is damaged.</exception>
    public void Recover(CheckpointRetention? retention = null)
    {
        _recovery.FinishChanges();
        if (Newest is { } newest) _recovery.RestoreBest(CheckpointFolder.ReadState(newest));
        if (retention is not null) Prune(retention);
    }

    /// <summary>
    /// Finds the newest checkpoint every byte of which is as it was written, and puts the folders in order for a run that goes on from
    /// it. Damaged ones that are newer are put aside as <c>NAME.damaged</c>.
    /// </summary>
    /// <param name="retention">Which checkpoints stay.</param>
    /// <exception cref="TfaipException">
    /// There are checkpoints and none is whole, or the best one is damaged and there is no other copy of it.
    /// </exception>
    internal FoundCheckpoint RecoverNewest(CheckpointRetention retention)
    {
        RunFileErrors.Named(_names.Checkpoints, _recovery.FinishChanges);
        var found = _recovery.FindNewest();
        try
        {
            RunFileErrors.Named(_names.Checkpoints, () =>
            {
                _recovery.SetAside(found);
                if (found.Checkpoint is { } checkpoint) _recovery.RestoreBest(checkpoint.State);
                Prune(retention);
            });
            return found;
        }
        catch
        {
            found.Dispose();
            throw;
        }
    }

    /// <summary>As <see cref="RecoverNewest"/>, and leaves all folders as they are.</summary>
    internal FoundCheckpoint FindNewest() => _recovery.FindNewest();

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
        if (!Directory.Exists(_names.Checkpoints))
        {
            _files.CreateFolder(_names.Checkpoints);
            _files.SyncFolder(_names.Run);
        }

        CheckpointFolder.Write(_files, path + CheckpointNames.Partial, image);
        _changes.Publish(path);
        if (image.State.Best?.Step == step)
        {
            CheckpointFolder.Copy(_files, path, _names.Best + CheckpointNames.Partial);
            _changes.Publish(_names.Best);
        }

        Prune(retention);
        return path;
    }

    /// <summary>Writes a checkpoint that is the best one and no more.</summary>
    /// <returns>The full path of its folder.</returns>
    internal string WriteBest(CheckpointImage image)
    {
        CheckpointFolder.Write(_files, _names.Best + CheckpointNames.Partial, image);
        _changes.Publish(_names.Best);
        return _names.Best;
    }

    /// <summary>The folder that the checkpoint of a step has, once there is one.</summary>
    internal string PathOf(long step) => _names.PathOf(step);

    // What cannot be read is left for somebody to look at.
    private void Prune(CheckpointRetention retention)
    {
        var readable = _names.Steps().Select(path => (Path: path, State: ReadState(path))).Where(entry => entry.State is not null).ToList();
        var kept = retention.Kept(readable.ConvertAll(entry => entry.State!));
        foreach (var (path, _) in readable.Where(entry => !kept.Contains(entry.State!.Step))) _changes.Delete(path);
        foreach (var old in _names.Folders(CheckpointNames.Old).ToList()) _changes.DeleteOld(old);
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
}
