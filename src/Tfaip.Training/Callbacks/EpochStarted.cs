namespace Tfaip.Training.Callbacks;

/// <summary>An epoch that begins or goes on.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Epochs">Epochs in all.</param>
/// <param name="StepsDone">Steps of this epoch that were done before an interruption.</param>
/// <param name="StepsPerEpoch">Steps of an epoch, or about so many, see <see cref="RunInfo.AreStepsExact"/>.</param>
public sealed record EpochStarted(int Epoch, int Epochs, int StepsDone, int StepsPerEpoch) : RunEvent;
