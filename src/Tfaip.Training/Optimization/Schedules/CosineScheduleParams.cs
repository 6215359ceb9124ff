using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Tfaip.Parameters;

namespace Tfaip.Training.Optimization.Schedules;

/// <summary>
/// The learning rate falls on half a cosine (PyTorch's CosineAnnealingLR), over the run or over its last epochs.
/// </summary>
/// <remarks>It falls from the whole to <see cref="Minimum"/> of it; before the last epochs it falls by stairs.</remarks>
[Variant("cosine")]
public sealed record CosineScheduleParams : TimedScheduleParams
{
    /// <value>What is left of the learning rate in the end, as a fraction of it. Default: 0.</value>
    [Range(0.0, 1.0)]
    public double Minimum { get; init; }

    /// <value>The last epochs, over which the cosine falls; null for the whole run. Default: null.</value>
    [Range(1, int.MaxValue)]
    public int? FinalEpochs { get; init; }

    /// <value>
    /// What the learning rate is multiplied by every so many epochs (<see cref="EveryEpochs"/>), beside the cosine. Default: 1.
    /// </value>
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double Gamma { get; init; } = 1;

    /// <value>Epochs from one multiplication with <see cref="Gamma"/> to the next. Default: 1.</value>
    [Range(1, int.MaxValue)]
    public int EveryEpochs { get; init; } = 1;

    /// <value>The least that <see cref="Gamma"/> leaves of the learning rate, as a fraction of it. Default: 0.</value>
    [Range(0.0, 1.0)]
    public double GammaMinimum { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<string> Warnings(ScheduleRun run)
    {
        foreach (var warning in base.Warnings(run)) yield return warning;
        if (FinalEpochs > Span(run))
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"trainer.schedule.final_epochs is {FinalEpochs}, but the schedule has {Span(run):0.##} epochs: the cosine falls over all "
                + $"of them.");
        }
    }

    /// <inheritdoc/>
    protected override double Factor(double epoch, double epochs, int stepsPerEpoch)
    {
        var level = Math.Max(GammaMinimum, Math.Pow(Gamma, Math.Floor(epoch / EveryEpochs)));
        var length = Math.Min(FinalEpochs ?? epochs, epochs);
        var part = Math.Clamp((epoch - epochs + length) / length, 0, 1);
        return level * (Minimum + ((1 - Minimum) * (1 + Math.Cos(Math.PI * part)) / 2));
    }
}
