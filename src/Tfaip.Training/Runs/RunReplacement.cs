using Tfaip.Parameters;
using Tfaip.Parameters.Files;
using Tfaip.Training.Files;

namespace Tfaip.Training.Runs;

/// <summary>
/// A new run that takes the place of another: the old one is put aside as <c>NAME.previous</c> and deleted when the new one has its first
/// checkpoint, so that there is always one of the two, whenever the program ends.
/// </summary>
/// <param name="folder">The run directory.</param>
/// <param name="files">The file system.</param>
/// <param name="warnings">Hears of what cannot be deleted.</param>
internal sealed class RunReplacement(RunFolder folder, IDurableFiles files, FileWarnings warnings)
{
    private const string PreviousSuffix = ".previous";

    /// <summary>The name that a run has while it is deleted: within another, so that what is only half deleted is nobody else's.</summary>
    public const string Discarded = "discarded.old";

    private readonly string _previous = folder.Path + PreviousSuffix;

    // Ours are folders: a link of the name would let a run go on elsewhere.
    private bool IsThere => RunFolder.IsRun(_previous) && RegularFile.Oddity(_previous) is null;

    private string Parent => Path.GetDirectoryName(folder.Path)!;

    /// <summary>Makes the folder, and puts a run that is there aside.</summary>
    /// <exception cref="TfaipException">The folder cannot be made, or there is something where the run is to be put.</exception>
    public void Begin()
    {
        if (!folder.IsFree && Path.Exists(_previous))
        {
            throw new TfaipException(
                $"{_previous}: is in the way: the run at {folder.Path} is put there until the new one has its first checkpoint. Rename or "
                + "delete it.");
        }

        RunFileErrors.Named(folder.Path, () =>
        {
            if (!folder.IsFree) files.RenameFolder(folder.Path, _previous);
            var missing = new List<string>();
            for (var path = folder.Path; !Directory.Exists(path); path = Path.GetDirectoryName(path)!) missing.Add(path);
            files.CreateFolder(folder.Path);
            foreach (var path in missing) files.SyncFolder(Path.GetDirectoryName(path)!);
        });
        DeleteLeftOvers();
    }

    /// <summary>
    /// Deletes the run that was put aside, if the new one has a checkpoint. What another program keeps open is deleted later.
    /// </summary>
    public void End()
    {
        if (!IsThere || !HasCheckpoint) return;
        RunFileErrors.Named(_previous, () => warnings.Discard(_previous, () => files.DeleteFolder(Move(_previous, folder.Path))));
    }

    /// <summary>Ends a replacement that has come to a checkpoint, and undoes one that has not.</summary>
    public void Recover()
    {
        if (!IsThere) return;
        if (HasCheckpoint)
        {
            End();
            return;
        }

        if (!folder.IsFree && !folder.HasRun) return;
        RunFileErrors.Named(folder.Path, () =>
        {
            if (Directory.Exists(folder.Path)) Move(folder.Path, _previous);
            files.RenameFolder(_previous, folder.Path);
            files.SyncFolder(Parent);
        });
        DeleteLeftOvers();
    }

    /// <summary>Deletes what a program that ended was writing or deleting.</summary>
    public void DeleteLeftOvers() => RunFileErrors.Named(folder.Path, () =>
    {
        foreach (var file in Directory.EnumerateFiles(folder.Path).Where(FileReplacement.IsLeftOver).ToList()) files.DeleteFile(file);
        if (Directory.Exists(folder.In(Discarded))) warnings.Discard(folder.In(Discarded), () => files.DeleteFolder(folder.In(Discarded)));
    });

    private bool HasCheckpoint => folder.Checkpoints is { Newest: not null } or { Best: not null };

    // Into another run, which deletes it later if this program does not.
    private string Move(string run, string into)
    {
        var discarded = Path.Combine(into, Discarded);
        if (Directory.Exists(discarded)) files.DeleteFolder(discarded);
        files.RenameFolder(run, discarded);
        files.SyncFolder(Parent);
        files.SyncFolder(into);
        return discarded;
    }
}
