namespace Tfaip.Training.Callbacks;

/// <summary>An optimizer step that is done.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Step">The step in the run, from 1.</param>
/// <param name="StepInEpoch">The step in the epoch, from 1.</param>
/// <param name="StepsPerEpoch">Steps of an epoch, or about so many, see <see cref="RunInfo.AreStepsExact"/>.</param>
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

    /// <value>Batches that the step learned from: one, or as many as it accumulates. Default: 1.</value>
    public int Batches { get; init; } = 1;

    /// <value>
    /// How long it took, since the step before or the last measurement, with the reading of its samples and what callbacks did. A device
    /// that computes while the program goes on may be some steps behind. Default: zero.
    /// </value>
    public TimeSpan Duration { get; init; }
}
