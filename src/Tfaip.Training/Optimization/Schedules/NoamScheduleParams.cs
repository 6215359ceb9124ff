using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;

namespace Tfaip.Training.Optimization.Schedules;

/// <summary>The learning rate rises linearly, and falls with the root of the step (Vaswani et al., 2017).</summary>
/// <remarks>Equation 3, scaled so that the top is 1.</remarks>
[Variant("noam")]
public sealed record NoamScheduleParams : TimedScheduleParams
{
    /// <summary>Creates the parameters; this schedule changes per step.</summary>
    public NoamScheduleParams() => Per = ScheduleUnit.Step;

    /// <value>Steps in which the learning rate rises. Default: 4000.</value>
    [Range(1, int.MaxValue)]
    public int RiseSteps { get; init; } = 4000;

    /// <value>Epochs in which the learning rate rises, in place of <see cref="RiseSteps"/>. Default: null.</value>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double? RiseEpochs { get; init; }

    /// <inheritdoc/>
    protected override double Factor(double epoch, double epochs, int stepsPerEpoch)
    {
        var rise = RiseEpochs * stepsPerEpoch ?? RiseSteps;
        var step = (epoch * stepsPerEpoch) + 1;
        return Math.Sqrt(rise) * Math.Min(Math.Pow(step, -0.5), step * Math.Pow(rise, -1.5));
    }
}
