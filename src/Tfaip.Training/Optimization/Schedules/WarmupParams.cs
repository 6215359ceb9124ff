using System.ComponentModel.DataAnnotations;

namespace Tfaip.Training.Optimization.Schedules;

/// <summary>
/// The learning rate rises linearly, stays at the top for a while, and then follows the schedule proper over what is left of the run.
/// </summary>
public sealed record WarmupParams
{
    /// <value>Epochs in which the learning rate rises; fractions are allowed. Default: 1.</value>
    [Range(0, double.MaxValue)]
    public double RiseEpochs { get; init; } = 1;

    /// <value>Steps in which the learning rate rises, in place of <see cref="RiseEpochs"/>. Default: null.</value>
    [Range(0, int.MaxValue)]
    public int? RiseSteps { get; init; }

    /// <value>What the learning rate is multiplied by in the beginning. Default: 0.1.</value>
    [Range(0.0, 1.0)]
    public double Start { get; init; } = 0.1;

    /// <value>Epochs for which the learning rate then stays. Default: 0.</value>
    [Range(0, double.MaxValue)]
    public double HoldEpochs { get; init; }

    /// <value>Whether the learning rate rises after each epoch or after each step. Default: step.</value>
    public ScheduleUnit Per { get; init; } = ScheduleUnit.Step;

    /// <summary>Epochs until the schedule proper begins.</summary>
    internal double Length(ScheduleRun run) => ScheduleSteps.Whole((Rise(run) + HoldEpochs) * run.StepsPerEpoch) / run.StepsPerEpoch;

    /// <summary>The factor of the warm-up.</summary>
    internal double Factor(double epoch, ScheduleRun run)
    {
        if (Per == ScheduleUnit.Epoch) epoch = Math.Floor(epoch);
        var rise = Rise(run);
        return epoch < rise ? Start + ((1 - Start) * epoch / rise) : 1;
    }

    private double Rise(ScheduleRun run) => ScheduleSteps.Whole(RiseSteps ?? RiseEpochs * run.StepsPerEpoch) / run.StepsPerEpoch;
}
