namespace Tfaip.Training.Callbacks;

/// <summary>An optimizer step that is done.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Step">The step in the run, from 1.</param>
/// <param name="StepInEpoch">The step in the epoch, from 1.</param>
/// <param name="StepsPerEpoch">Steps of an epoch.</param>
/// <param name="Samples">Samples of the batch.</param>
/// <param name="LearningRate">The learning rate of the step.</param>
/// <param name="MeanLoss">
/// Reads the mean total loss of the epoch so far. It waits for the device: call it a few times a second at most, and only
/// before the callback returns.
/// </param>
public sealed record StepCompleted(
    int Epoch, long Step, int StepInEpoch, int StepsPerEpoch, int Samples, double LearningRate, Func<double> MeanLoss) : RunEvent
{
    /// <value>
    /// Reads the 2-norm of the step's gradients, as they were before clipping. It waits for the device, as <see cref="MeanLoss"/>
    /// does. Default: not a number.
    /// </value>
    public Func<double> GradientNorm { get; init; } = () => double.NaN;
}
