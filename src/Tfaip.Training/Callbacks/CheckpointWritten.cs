namespace Tfaip.Training.Callbacks;

/// <summary>A checkpoint that is on the disk.</summary>
/// <param name="Path">The full path of its folder.</param>
/// <param name="Step">Steps done in the run.</param>
/// <param name="IsBest">Whether it is the best so far.</param>
public sealed record CheckpointWritten(string Path, long Step, bool IsBest) : RunEvent;
