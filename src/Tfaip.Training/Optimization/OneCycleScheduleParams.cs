using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Tfaip.Processors.Parameters;

namespace Tfaip.Training.Optimization;

/// <summary>
/// The learning rate rises from a part of it to the whole, and falls far below where it began (Smith and Topin, 2018; PyTorch's OneCycleLR without its
/// cycle of the momentum).
/// </summary>
[Variant("one_cycle"), Description("The learning rate rises to the whole of it, and falls far below where it began (Smith and Topin, 2018).")]
public sealed record OneCycleScheduleParams : TimedScheduleParams
{
    /// <summary>Creates the parameters; this schedule changes per step.</summary>
    public OneCycleScheduleParams() => Per = ScheduleUnit.Step;

    /// <value>The part of the run in which the learning rate rises. Default: 0.3.</value>
    [Description("The part of the run in which the learning rate rises."), Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double RiseFraction { get; init; } = 0.3;

    /// <value>The learning rate begins with the whole divided by this. Default: 25.</value>
    [Description("The learning rate begins with the whole divided by this."), Range(1, double.MaxValue)]
    public double StartDivisor { get; init; } = 25;

    /// <value>The learning rate ends with that of the beginning divided by this. Default: 10 000.</value>
    [Description("The learning rate ends with that of the beginning divided by this."), Range(1, double.MaxValue)]
    public double FinalDivisor { get; init; } = 1e4;

    /// <value>Whether it rises and falls on cosines or on straight lines. Default: false, on cosines.</value>
    [Description("Whether it rises and falls on straight lines in place of cosines.")]
    public bool Linear { get; init; }

    /// <inheritdoc/>
    protected override double Factor(double epoch, double epochs, int stepsPerEpoch)
    {
        // The steps of PyTorch: the first has the number 0, and the last one reaches the end.
        var (step, last) = (epoch * stepsPerEpoch, (epochs * stepsPerEpoch) - 1);
        var top = (RiseFraction * epochs * stepsPerEpoch) - 1;
        var start = 1 / StartDivisor;
        return step <= top
            ? Between(start, 1, step / top)
            : Between(1, start / FinalDivisor, Math.Min((step - top) / (last - top), 1));
    }

    private double Between(double begin, double end, double part) =>
        Linear ? begin + ((end - begin) * part) : end + ((begin - end) * (1 + Math.Cos(Math.PI * part)) / 2);
}
