using Tfaip.Training.Optimization.Schedules;

namespace Tfaip.Training.Optimization.Averaging;

/// <summary>
/// An average of the weights over the run, which evaluation and export use in place of the weights themselves: a polymorphic node of
/// the tree.
/// </summary>
public abstract record AveragingParams
{
    // Those that there are know how runs are resumed and evaluated with them.
    private protected AveragingParams()
    {
    }

    /// <summary>How many batches of training the statistics of batch normalisations are computed from; null for not at all.</summary>
    internal virtual int? StatisticsBatches => null;

    /// <summary>What the average keeps of itself when the weights of a step are added.</summary>
    /// <param name="run">How long the run is.</param>
    /// <param name="position">The place in the run, after the step.</param>
    /// <param name="isEpochEnd">Whether the epoch is over.</param>
    /// <param name="count">How many weights are averaged already, besides the initial ones.</param>
    /// <returns>The fraction from 0 to 1; null where they are not added.</returns>
    internal abstract double? Keep(ScheduleRun run, SchedulePosition position, bool isEpochEnd, long count);

    /// <summary>Whether there is an average to use.</summary>
    /// <param name="count">How many weights were added.</param>
    internal abstract bool IsUsable(long count);

    /// <summary>Finds what makes no sense for a run of this length.</summary>
    internal virtual IEnumerable<string> Warnings(ScheduleRun run) => [];
}
