namespace Tfaip.Training.Callbacks;

/// <summary>The run is over, whatever way; after a failure the exception follows.</summary>
/// <param name="Summary">What it reached.</param>
public sealed record RunCompleted(RunSummary Summary) : RunEvent;
