using Tfaip.Training.Files;

namespace Tfaip.Training.Checkpoints;

/// <summary>Changes of the folders of checkpoints, each of which leaves a valid one at any instant.</summary>
/// <param name="files">The file system.</param>
internal sealed class CheckpointChanges(IDurableFiles files)
{
    /// <summary>Gives the folder that was written as <c>NAME.partial</c> its name.</summary>
    public void Publish(string path)
    {
        if (!Directory.Exists(path))
        {
            Rename(path + CheckpointNames.Partial, path);
            return;
        }

        Rename(path + CheckpointNames.Partial, path + CheckpointNames.Next);
        Promote(path);
    }

    /// <summary>Puts <c>NAME.next</c> into the place of what has the name.</summary>
    public void Promote(string path)
    {
        if (Directory.Exists(path)) Delete(path);
        Rename(path + CheckpointNames.Next, path);
    }

    /// <summary>Deletes a folder, by way of a rename that is on the disk before it, so that one that is only half deleted counts no more.</summary>
    public void Delete(string path)
    {
        Rename(path, path + CheckpointNames.Old);
        files.DeleteFolder(path + CheckpointNames.Old);
    }

    /// <summary>Puts a damaged folder aside, in the place of one that was put aside before.</summary>
    public void SetAside(string path)
    {
        var aside = path + CheckpointNames.Damaged;
        if (Directory.Exists(aside)) files.DeleteFolder(aside);
        Rename(path, aside);
    }

    private void Rename(string from, string to)
    {
        files.RenameFolder(from, to);
        files.SyncFolder(Path.GetDirectoryName(to)!);
    }
}
