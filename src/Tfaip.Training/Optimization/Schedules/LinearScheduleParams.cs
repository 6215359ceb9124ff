using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Tfaip.Parameters;

namespace Tfaip.Training.Optimization.Schedules;

/// <summary>
/// The learning rate goes on a straight line from one fraction of it to another, and stays there (PyTorch's LinearLR).
/// </summary>
[Variant("linear")]
public sealed record LinearScheduleParams : TimedScheduleParams
{
    /// <value>The fraction of the learning rate in the beginning. Default: 1.</value>
    [Range(0, double.MaxValue)]
    public double Start { get; init; } = 1;

    /// <value>The fraction of the learning rate in the end. Default: 0.</value>
    [Range(0, double.MaxValue)]
    public double End { get; init; }

    /// <value>Epochs from the one to the other; null for the whole run. Default: null.</value>
    [Range(1, int.MaxValue)]
    public int? OverEpochs { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<string> Warnings(ScheduleRun run)
    {
        foreach (var warning in base.Warnings(run)) yield return warning;
        if (OverEpochs > Span(run))
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"trainer.schedule.over_epochs is {OverEpochs}, but the schedule has {Span(run):0.##} epochs: the line does not reach its "
                + $"end.");
        }
    }

    /// <inheritdoc/>
    protected override double Factor(double epoch, double epochs, int stepsPerEpoch) =>
        Start + ((End - Start) * Math.Min(epoch / (OverEpochs ?? epochs), 1));
}
