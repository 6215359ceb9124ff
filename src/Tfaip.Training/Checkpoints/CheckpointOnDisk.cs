using Tfaip.Training.Checkpoints.Snapshots;

namespace Tfaip.Training.Checkpoints;

/// <summary>A checkpoint that is on the disk.</summary>
/// <param name="Path">The full path of its folder.</param>
/// <param name="State">Its state.</param>
internal sealed record CheckpointOnDisk(string Path, CheckpointState State);
