using System.Text.Json;

namespace Tfaip.Training.Optimization.Schedules;

/// <summary>What the learning rate is multiplied by over a run, and what the momentum is where it changes too.</summary>
public abstract class Schedule
{
    private readonly ScheduleParams _parameters;

    /// <summary>Creates the schedule.</summary>
    /// <param name="parameters">How the learning rate rises in the beginning.</param>
    /// <param name="run">How long the run is.</param>
    protected Schedule(ScheduleParams parameters, ScheduleRun run)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(run);
        (_parameters, Run) = (parameters, run);
    }

    /// <summary>How long the run is.</summary>
    protected ScheduleRun Run { get; }

    /// <summary>The factor at a place in the run. It depends on the place, and on what was observed alone.</summary>
    public double Factor(SchedulePosition position)
    {
        var epoch = EpochsAt(position);
        return _parameters.Warmup is not { } warmup ? FactorAfter(epoch, 0)
            : warmup.Factor(epoch, Run) * FactorAfter(epoch, warmup.Length(Run));
    }

    /// <summary>
    /// The momentum at a place in the run, in Adam's family beta1; null where the optimizer's own holds. It depends on the place alone.
    /// </summary>
    public double? Momentum(SchedulePosition position) => MomentumAfter(EpochsAt(position), _parameters.Warmup?.Length(Run) ?? 0);

    /// <summary>Hears of the monitored value after an evaluation. Most schedules do not listen.</summary>
    public virtual void Observe(double value)
    {
    }

    /// <summary>What is to be saved in a checkpoint; null where the factor depends on the place alone.</summary>
    public virtual JsonElement? Save() => null;

    /// <summary>Puts back what <see cref="Save"/> gave.</summary>
    public virtual void Restore(JsonElement state)
    {
    }

    /// <value>Epochs by which the schedule begins late. Default: 0.</value>
    protected virtual int Offset => 0;

    /// <summary>The factor without the warm-up.</summary>
    /// <param name="epoch">Epochs that are over since the schedule began, with the fraction of the running one.</param>
    /// <param name="warmup">Epochs of the warm-up; during it the factor is that of the schedule's beginning.</param>
    protected abstract double FactorAfter(double epoch, double warmup);

    /// <summary>The momentum; null, the default, where the optimizer's own holds.</summary>
    /// <param name="epoch">Epochs that are over since the schedule began, with the fraction of the running one.</param>
    /// <param name="warmup">Epochs of the warm-up; during it the momentum is that of the schedule's beginning.</param>
    protected virtual double? MomentumAfter(double epoch, double warmup) => null;

    private double EpochsAt(SchedulePosition position)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position.Epoch);
        ArgumentOutOfRangeException.ThrowIfNegative(position.Step);
        return Math.Max(0, (position with { Epoch = position.Epoch - Offset }).Epochs(Run.StepsPerEpoch));
    }
}
