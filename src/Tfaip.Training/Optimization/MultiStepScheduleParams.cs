using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Tfaip.Processors.Parameters;

namespace Tfaip.Training.Optimization;

/// <summary>The learning rate falls to a part of itself at each of some epochs (PyTorch's MultiStepLR).</summary>
[Variant("multi_step"), Description("The learning rate falls to a part of itself at each of some epochs.")]
public sealed record MultiStepScheduleParams : TimedScheduleParams, IValidatable
{
    /// <value>Epochs after which the learning rate falls, rising. Default: 30, 60, 90.</value>
    [Description("Epochs after which the learning rate falls, rising."), MinLength(1)]
    public IReadOnlyList<int> Milestones { get; init; } = [30, 60, 90];

    /// <value>The part. Default: 0.1.</value>
    [Description("Factor of the learning rate."), Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double Gamma { get; init; } = 0.1;

    /// <inheritdoc/>
    public IEnumerable<(string Property, string Message)> Validate()
    {
        for (var i = 0; i < Milestones.Count; i++)
        {
            if (Milestones[i] <= (i == 0 ? 0 : Milestones[i - 1]))
                yield return (FormattableString.Invariant($"{nameof(Milestones)}.{i}"), i == 0 ? "must be at least 1." : "must be larger than the one before.");
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<string> Warnings(ScheduleRun run)
    {
        foreach (var warning in base.Warnings(run)) yield return warning;
        if (Milestones[0] >= Span(run))
        {
            yield return FormattableString.Invariant(
                $"trainer.schedule.milestones begin with {Milestones[0]}, but the schedule has {Span(run):0.##} epochs: the learning rate never falls.");
        }
    }

    /// <inheritdoc/>
    protected override double Factor(double epoch, double epochs, int stepsPerEpoch) =>
        Math.Pow(Gamma, Milestones.Count(milestone => epoch >= milestone));
}
