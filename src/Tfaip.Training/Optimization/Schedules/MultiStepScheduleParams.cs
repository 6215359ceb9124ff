using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Tfaip.Parameters;

namespace Tfaip.Training.Optimization.Schedules;

/// <summary>The learning rate falls to a part of itself at each of some epochs (PyTorch's MultiStepLR).</summary>
[Variant("multi_step")]
public sealed record MultiStepScheduleParams : TimedScheduleParams
{
    /// <value>Epochs after which the learning rate falls. Default: 30, 60, 90.</value>
    [MinLength(1)]
    public IReadOnlyList<int> Milestones { get; init; } = [30, 60, 90];

    /// <value>Factor of the learning rate. Default: 0.1.</value>
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double Gamma { get; init; } = 0.1;

    /// <inheritdoc/>
    public override IEnumerable<string> Warnings(ScheduleRun run)
    {
        foreach (var warning in base.Warnings(run)) yield return warning;
        if (Milestones.Min() >= Span(run))
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"trainer.schedule.milestones begin with {Milestones.Min()}, but the schedule has {Span(run):0.##} epochs: the learning "
                + $"rate never falls.");
        }
    }

    /// <inheritdoc/>
    protected override double Factor(double epoch, double epochs, int stepsPerEpoch) =>
        Math.Pow(Gamma, Milestones.Count(milestone => epoch >= milestone));
}
