using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Training.Optimization.Schedules;

namespace Tfaip.Training.Optimization.Averaging;

/// <summary>Stochastic weight averaging: the mean of the weights at the ends of the last epochs.</summary>
/// <remarks>
/// Izmailov et al., 2018. Before an evaluation, the statistics of batch normalisations are computed anew for the mean weights.
/// </remarks>
[Variant("swa")]
public sealed record SwaParams : AveragingParams
{
    /// <value>Epochs before the first one that counts; null for three quarters of the run. Default: null.</value>
    [Range(0, int.MaxValue)]
    public int? StartEpoch { get; init; }

    /// <value>Epochs from one that counts to the next. Default: 1.</value>
    [Range(1, int.MaxValue)]
    public int EveryEpochs { get; init; } = 1;

    /// <value>
    /// Batches of training from which the statistics of batch normalisations are computed; null for those of an epoch. Default:
    /// null.
    /// </value>
    [Range(1, int.MaxValue)]
    public int? BatchNormBatches { get; init; }

    internal override int? StatisticsBatches => BatchNormBatches ?? int.MaxValue;

    internal override double? Keep(ScheduleRun run, SchedulePosition position, bool isEpochEnd, long count)
    {
        var start = Start(run);
        if (!isEpochEnd || position.Epoch <= start || (position.Epoch - start - 1) % EveryEpochs != 0) return null;
        return (double)count / (count + 1);
    }

    internal override bool IsUsable(long count) => count > 0;

    internal override IEnumerable<string> Warnings(ScheduleRun run)
    {
        if (Start(run) >= run.Epochs)
        {
            yield return FormattableString.Invariant(
                $"trainer.averaging.start_epoch is {Start(run)}, but the run has {run.Epochs} epochs: nothing is averaged.");
        }
    }

    private int Start(ScheduleRun run) => StartEpoch ?? run.Epochs * 3 / 4;
}
