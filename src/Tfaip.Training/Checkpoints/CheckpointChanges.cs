using Tfaip.Training.Files;

namespace Tfaip.Training.Checkpoints;

/// <summary>Changes of the folders of checkpoints, each of which leaves a valid one at any instant.</summary>
/// <param name="files">The file system.</param>
/// <param name="warnings">Hears of what cannot be deleted.</param>
internal sealed class CheckpointChanges(IDurableFiles files, FileWarnings warnings)
{
    /// <summary>
    /// Gives the folder that was written as <c>NAME.partial</c> its name; or <c>NAME.next</c>, which counts before it, as long as another
    /// program keeps open what has the name.
    /// </summary>
    public void Publish(string path)
    {
        if (Directory.Exists(path + CheckpointNames.Next) && !TryPromote(path))
            Move(path + CheckpointNames.Next, path + CheckpointNames.Old);
        if (!Directory.Exists(path))
        {
            Rename(path + CheckpointNames.Partial, path);
            return;
        }

        Rename(path + CheckpointNames.Partial, path + CheckpointNames.Next);
        TryPromote(path);
    }

    /// <summary>Puts <c>NAME.next</c> into the place of what has the name, unless another program keeps that open.</summary>
    /// <returns>Whether it has the name.</returns>
    public bool TryPromote(string path)
    {
        var isFree = !Directory.Exists(path) || warnings.Discard(path, () => Move(path, path + CheckpointNames.Old));
        if (isFree) Rename(path + CheckpointNames.Next, path);
        DeleteOld(path + CheckpointNames.Old);
        return isFree;
    }

    /// <summary>
    /// Deletes a folder, by way of a rename that is on the disk before it, so that one that is only half deleted counts no more. One that
    /// another program keeps open stays.
    /// </summary>
    public void Delete(string path)
    {
        if (warnings.Discard(path, () => Move(path, path + CheckpointNames.Old))) DeleteOld(path + CheckpointNames.Old);
    }

    /// <summary>Deletes a folder that counts no more, unless another program keeps it open.</summary>
    public void DeleteOld(string old)
    {
        if (Directory.Exists(old)) warnings.Discard(old, () => files.DeleteFolder(old));
    }

    /// <summary>Puts a damaged folder aside, in the place of one that was put aside before.</summary>
    public void SetAside(string path) => Move(path, path + CheckpointNames.Damaged);

    private void Move(string from, string to)
    {
        if (Directory.Exists(to)) files.DeleteFolder(to);
        Rename(from, to);
    }

    private void Rename(string from, string to)
    {
        files.RenameFolder(from, to);
        files.SyncFolder(Path.GetDirectoryName(to)!);
    }
}
