using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;

namespace Tfaip.Training.Optimization.Schedules;

/// <summary>The learning rate falls over the run as a power of the time that is left (PyTorch's PolynomialLR).</summary>
[Variant("polynomial")]
public sealed record PolynomialScheduleParams : TimedScheduleParams
{
    /// <value>The power; 1 for a straight line. Default: 1.</value>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double Power { get; init; } = 1;

    /// <value>What is left of the learning rate in the end, as a fraction of it. Default: 0.</value>
    [Range(0.0, 1.0)]
    public double Minimum { get; init; }

    /// <inheritdoc/>
    protected override double Factor(double epoch, double epochs, int stepsPerEpoch) =>
        Minimum + ((1 - Minimum) * Math.Pow(1 - Math.Min(epoch / epochs, 1), Power));
}
