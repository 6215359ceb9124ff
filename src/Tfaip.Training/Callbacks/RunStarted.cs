namespace Tfaip.Training.Callbacks;

/// <summary>The run directory is prepared and everything is created; training follows.</summary>
/// <param name="Info">What is known of the run.</param>
public sealed record RunStarted(RunInfo Info) : RunEvent;
