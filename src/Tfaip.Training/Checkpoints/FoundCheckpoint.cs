namespace Tfaip.Training.Checkpoints;

/// <summary>The checkpoint that a run goes on from; it is disposed with this.</summary>
/// <param name="Checkpoint">The newest one that is whole; null where there are none.</param>
/// <param name="Damaged">Those that would have come first, the newest first.</param>
internal sealed record FoundCheckpoint(LoadedCheckpoint? Checkpoint, IReadOnlyList<DamagedCheckpointException> Damaged) : IDisposable
{
    /// <summary>What to tell whoever resumes the run, as sentences.</summary>
    public IReadOnlyList<string> Warnings =>
    [
        .. Damaged.Select(
            one => $"{one.Damage} The run goes on from {Checkpoint!.Path}; {one.Folder} is put aside as "
                + $"{Path.GetFileName(one.Folder)}{CheckpointNames.Damaged}."),
    ];

    public void Dispose() => Checkpoint?.Dispose();
}
