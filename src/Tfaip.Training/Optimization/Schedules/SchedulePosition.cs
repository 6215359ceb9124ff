namespace Tfaip.Training.Optimization.Schedules;

/// <summary>A place in the run.</summary>
/// <param name="Epoch">Epochs that are over.</param>
/// <param name="Step">Optimizer steps of the epoch that are over.</param>
public readonly record struct SchedulePosition(int Epoch, int Step)
{
    /// <summary>
    /// Epochs that are over, with the fraction of the running one, which is below 1 even where an epoch has more steps than expected.
    /// </summary>
    /// <param name="stepsPerEpoch">Optimizer steps that are expected of an epoch.</param>
    public double Epochs(int stepsPerEpoch) => (((double)Epoch * stepsPerEpoch) + Math.Min(Step, stepsPerEpoch - 1)) / stepsPerEpoch;
}
