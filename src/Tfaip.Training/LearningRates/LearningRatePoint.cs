namespace Tfaip.Training.LearningRates;

/// <summary>A step of a range test.</summary>
/// <param name="Step">The step, from 1.</param>
/// <param name="LearningRate">The learning rate with which the step was taken.</param>
/// <param name="Loss">The total loss of the step's batches, from before the step.</param>
/// <param name="SmoothedLoss">The exponential mean of the losses up to this one, corrected for its beginning at zero.</param>
public sealed record LearningRatePoint(int Step, double LearningRate, double Loss, double SmoothedLoss);
