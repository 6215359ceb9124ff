using System.Globalization;
namespace Tfaip.Training.Optimization.Schedules;

/// <summary>The parameters of a learning-rate schedule: a polymorphic node of the tree.</summary>
public abstract record ScheduleParams
{
    /// <value>How the learning rate rises in the beginning; the schedule proper begins after it. Default: null, at once.</value>
    public WarmupParams? Warmup { get; init; }

    /// <summary>The momentum of the first step; null, the default, where the schedule leaves the optimizer's momentum alone.</summary>
    protected internal virtual double? FirstMomentum => null;

    /// <summary>Creates the schedule of a run.</summary>
    /// <param name="run">How long the run is.</param>
    public abstract Schedule Create(ScheduleRun run);

    /// <summary>Finds what makes no sense for a run of this length.</summary>
    /// <param name="run">How long the run is.</param>
    /// <returns>Sentences to show.</returns>
    public virtual IEnumerable<string> Warnings(ScheduleRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (Warmup is { } warmup && warmup.Length(run) >= run.Epochs)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"trainer.schedule.warmup takes {warmup.Length(run):0.##} epochs, but the run has {run.Epochs}: the schedule proper never "
                + $"begins.");
        }
    }
}
