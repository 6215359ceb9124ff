using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Tfaip.Processors.Parameters;

namespace Tfaip.Training.Optimization;

/// <summary>
/// The learning rate rises linearly to the whole of it, and falls with the root of the step (Vaswani et al., 2017, equation 3, scaled so that the
/// top is 1).
/// </summary>
[Variant("noam"), Description("The learning rate rises linearly, and falls with the root of the step (Vaswani et al., 2017).")]
public sealed record NoamScheduleParams : TimedScheduleParams, IValidatable
{
    /// <summary>Creates the parameters; this schedule changes per step.</summary>
    public NoamScheduleParams() => Per = ScheduleUnit.Step;

    /// <value>Steps in which the learning rate rises. Default: null, <see cref="RiseEpochs"/> says it; 4000 where neither does.</value>
    [Description("Steps in which the learning rate rises; 4000 where rise_epochs is not given either."), Range(1, int.MaxValue)]
    public int? RiseSteps { get; init; }

    /// <value>Epochs in which the learning rate rises. Default: null, <see cref="RiseSteps"/> says it.</value>
    [Description("Epochs in which the learning rate rises; or give rise_steps."), Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double? RiseEpochs { get; init; }

    /// <inheritdoc/>
    public IEnumerable<(string Property, string Message)> Validate()
    {
        if (RiseSteps is not null && RiseEpochs is not null) yield return (nameof(RiseEpochs), "and rise_steps exclude each other: give one.");
    }

    /// <inheritdoc/>
    protected override double Factor(double epoch, double epochs, int stepsPerEpoch)
    {
        var rise = RiseEpochs * stepsPerEpoch ?? RiseSteps ?? 4000;
        var step = (epoch * stepsPerEpoch) + 1;
        return Math.Sqrt(rise) * Math.Min(Math.Pow(step, -0.5), step * Math.Pow(rise, -1.5));
    }
}
