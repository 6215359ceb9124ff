using Tfaip.Parameters;
using Tfaip.Training.Checkpoints.Snapshots;
using Tfaip.Training.Files;

namespace Tfaip.Training.Checkpoints;

/// <summary>Puts the checkpoints of a run in order after its program has ended, however it did, and finds the one to go on from.</summary>
/// <param name="names">The folders.</param>
/// <param name="files">The file system.</param>
/// <param name="changes">Changes the folders.</param>
internal sealed class CheckpointRecovery(CheckpointNames names, IDurableFiles files, CheckpointChanges changes)
{
    /// <summary>Deletes what was left unfinished, and finishes what had been decided.</summary>
    public void FinishChanges()
    {
        foreach (var path in names.Folders(CheckpointNames.Partial).ToList()) files.DeleteFolder(path);
        foreach (var path in names.Folders(CheckpointNames.Old).ToList()) changes.DeleteOld(path);
        foreach (var path in names.Folders(CheckpointNames.Next).ToList()) changes.TryPromote(path[..^CheckpointNames.Next.Length]);
    }

    /// <summary>
    /// Reads the newest checkpoint every byte of which is as it was written. Where one is not, the best one may be the newest.
    /// </summary>
    /// <returns>The checkpoint, null where there is none; and those that were to be read first.</returns>
    /// <exception cref="TfaipException">There are checkpoints, and none is whole.</exception>
    public FoundCheckpoint FindNewest()
    {
        var damaged = new List<DamagedCheckpointException>();
        var candidates = names.Steps().AsEnumerable().Reverse().Select(path => CheckpointNames.Current(path)!).ToList();
        while (candidates.Count > 0)
        {
            try
            {
                return new(CheckpointFolder.Load(candidates[0]), damaged);
            }
            catch (DamagedCheckpointException error)
            {
                candidates.RemoveAt(0);
                if (damaged.Count == 0) InsertBest(candidates);
                damaged.Add(error);
            }
        }

        return damaged.Count == 0 ? new(null, []) : throw NothingIsWhole(damaged);
    }

    /// <summary>
    /// Puts damaged checkpoints aside, so that those to come are newer than all that are there. A best one that is gone on from is one of
    /// the steps again.
    /// </summary>
    public void SetAside(FoundCheckpoint found)
    {
        foreach (var one in found.Damaged) changes.SetAside(one.Folder);
        if (found.Checkpoint is not { } checkpoint || checkpoint.Path != names.Best) return;
        var path = names.PathOf(checkpoint.State.Step);
        CheckpointFolder.Copy(files, names.Best, path + CheckpointNames.Partial);
        changes.Publish(path);
    }

    /// <summary>
    /// Makes the best checkpoint that of the run: the program may have ended before it was copied, somebody may have deleted the newest
    /// ones, and the copy may be damaged.
    /// </summary>
    /// <param name="state">The checkpoint that the run goes on from.</param>
    /// <exception cref="TfaipException">It is damaged and cannot be copied again.</exception>
    public void RestoreBest(CheckpointState state)
    {
        if (state.Best?.Step is not { } step) return;
        var damage = BestIs(step, out var isThere);
        if (isThere && damage is null) return;
        if (names.Steps().Find(path => names.StepOf(path) == step) is { } source)
        {
            CheckpointFolder.Copy(files, source, names.Best + CheckpointNames.Partial);
            if (damage is not null) changes.SetAside(names.Best);
            changes.Publish(names.Best);
        }
        else if (damage is not null)
        {
            throw new TfaipException(
                $"{damage.Damage} It is of the best checkpoint, and none of those that are kept is a copy of it. "
                + $"Delete the folder {names.Best} to go on without it, or train anew.");
        }
    }

    // The damage of the copy, where it is damaged.
    private DamagedCheckpointException? BestIs(long step, out bool isThere)
    {
        isThere = false;
        if (CheckpointNames.Current(names.Best) is not { } best) return null;
        try
        {
            isThere = CheckpointFolder.ReadState(best).Step == step;
            if (isThere) CheckpointFolder.Check(best);
            return null;
        }
        catch (DamagedCheckpointException error)
        {
            return error;
        }
    }

    // In its place by its step; where one of the steps is of the same, that one comes first.
    private void InsertBest(List<string> candidates)
    {
        if (CheckpointNames.Current(names.Best) is not { } best) return;
        try
        {
            var step = CheckpointFolder.ReadState(best).Step;
            var place = candidates.FindIndex(path => names.StepOf(path) < step);
            candidates.Insert(place < 0 ? candidates.Count : place, best);
        }
        catch (DamagedCheckpointException)
        {
            // Nobody can go on from it. Whether the run needs it is asked later.
        }
    }

    private TfaipException NothingIsWhole(List<DamagedCheckpointException> damaged) => new(
        $"{string.Join('\n', damaged.Select(one => one.Damage))}\n{names.Run}: no checkpoint of the run is whole, so it cannot go on. "
        + "Train anew.");
}
