using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Tfaip.Parameters;

namespace Tfaip.Training.Optimization.Schedules;

/// <summary>
/// The learning rate rises to the whole of it, and falls far below where it began (Smith and Topin, 2018; PyTorch's OneCycleLR).
/// </summary>
/// <remarks>At will the momentum falls and rises against it.</remarks>
[Variant("one_cycle")]
public sealed record OneCycleScheduleParams : TimedScheduleParams, IValidatable
{
    private const double DefaultBaseMomentum = 0.85;
    private const double DefaultMaxMomentum = 0.95;

    /// <summary>Creates the parameters; this schedule changes per step.</summary>
    public OneCycleScheduleParams() => Per = ScheduleUnit.Step;

    /// <value>The part of the run in which the learning rate rises. Default: 0.3.</value>
    [Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double RiseFraction { get; init; } = 0.3;

    /// <value>The learning rate begins with the whole divided by this. Default: 25.</value>
    [Range(1, double.MaxValue)]
    public double StartDivisor { get; init; } = 25;

    /// <value>The learning rate ends with that of the beginning divided by this. Default: 10 000.</value>
    [Range(1, double.MaxValue)]
    public double FinalDivisor { get; init; } = 1e4;

    /// <value>Whether it rises and falls on straight lines in place of cosines. Default: false.</value>
    public bool Linear { get; init; }

    /// <value>
    /// Whether the optimizer's momentum, or beta1, falls while the learning rate rises, and the other way round. Default: false,
    /// the optimizer's own holds throughout; PyTorch's default is true.
    /// </value>
    public bool CycleMomentum { get; init; }

    /// <value>The momentum where the learning rate is highest, with <see cref="CycleMomentum"/>. Default: 0.85.</value>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double BaseMomentum { get; init; } = DefaultBaseMomentum;

    /// <value>The momentum of the beginning and the end, with <see cref="CycleMomentum"/>. Default: 0.95.</value>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double MaxMomentum { get; init; } = DefaultMaxMomentum;

    /// <inheritdoc/>
    protected internal override double? FirstMomentum => CycleMomentum ? MaxMomentum : null;

    /// <inheritdoc/>
    public IEnumerable<(string Property, string Message)> Validate()
    {
        if (BaseMomentum > MaxMomentum)
        {
            yield return (nameof(BaseMomentum), string.Create(
                CultureInfo.InvariantCulture,
                $"{BaseMomentum} is above max_momentum, {MaxMomentum}: the momentum is lowest where the learning rate is highest. Exchange "
                + $"the two."));
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<string> Warnings(ScheduleRun run)
    {
        foreach (var warning in base.Warnings(run)) yield return warning;
        if (!CycleMomentum && (BaseMomentum != DefaultBaseMomentum || MaxMomentum != DefaultMaxMomentum))
            yield return "trainer.schedule.base_momentum and max_momentum change nothing without cycle_momentum: true.";
    }

    /// <inheritdoc/>
    protected override double Factor(double epoch, double epochs, int stepsPerEpoch)
    {
        var start = 1 / StartDivisor;
        return Between(epoch, epochs, stepsPerEpoch, start, 1, start / FinalDivisor);
    }

    /// <inheritdoc/>
    protected override double? Momentum(double epoch, double epochs, int stepsPerEpoch) =>
        CycleMomentum ? Between(epoch, epochs, stepsPerEpoch, MaxMomentum, BaseMomentum, MaxMomentum) : null;

    // The steps of PyTorch: the first has the number 0, and the last one reaches the end.
    private double Between(double epoch, double epochs, int stepsPerEpoch, double begin, double middle, double end)
    {
        var (step, last) = (epoch * stepsPerEpoch, (epochs * stepsPerEpoch) - 1);
        var turn = (RiseFraction * epochs * stepsPerEpoch) - 1;
        return step <= turn
            ? Between(begin, middle, turn == 0 ? 1 : step / turn)
            : Between(middle, end, Math.Min((step - turn) / (last - turn), 1));
    }

    private double Between(double begin, double end, double part) =>
        Linear ? begin + ((end - begin) * part) : end + ((begin - end) * (1 + Math.Cos(Math.PI * part)) / 2);
}
