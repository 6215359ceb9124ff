namespace Tfaip.Training.Callbacks;

/// <summary>What early stopping remembers.</summary>
/// <param name="Best">The value that the next ones are compared with; null before the first.</param>
/// <param name="Measured">How many values there were.</param>
/// <param name="Waited">How many of them counted since the last improvement.</param>
internal sealed record EarlyStoppingState(double? Best, long Measured, int Waited);
