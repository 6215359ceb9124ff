namespace Tfaip.Training.Optimization.Averaging;

/// <summary>What an averaging of weights remembers besides the averages.</summary>
/// <param name="Count">How many weights were added to the initial ones.</param>
/// <param name="Epoch">Epochs whose end was heard of.</param>
internal sealed record AveragingState(long Count, int Epoch);
