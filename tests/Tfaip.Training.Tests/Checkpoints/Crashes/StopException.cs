namespace Tfaip.Training.Tests.Checkpoints.Crashes;

/// <summary>The machine has stopped.</summary>
internal sealed class StopException : Exception;
