using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;

namespace Tfaip.Training.Optimization.Schedules;

/// <summary>The learning rate is multiplied by a factor every so many epochs (PyTorch's ExponentialLR).</summary>
[Variant("exponential")]
public sealed record ExponentialScheduleParams : TimedScheduleParams
{
    /// <value>Factor of the learning rate. Default: 0.99.</value>
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double Gamma { get; init; } = 0.99;

    /// <value>Epochs from one multiplication to the next. Default: 1.</value>
    [Range(1, int.MaxValue)]
    public int EveryEpochs { get; init; } = 1;

    /// <value>Whether the learning rate falls by stairs, or smoothly between the multiplications. Default: true.</value>
    public bool Staircase { get; init; } = true;

    /// <value>The least that is left of the learning rate, as a fraction of it. Default: 0.</value>
    [Range(0.0, 1.0)]
    public double Minimum { get; init; }

    /// <inheritdoc/>
    protected override double Factor(double epoch, double epochs, int stepsPerEpoch)
    {
        var times = epoch / EveryEpochs;
        return Math.Max(Minimum, Math.Pow(Gamma, Staircase ? Math.Floor(times) : times));
    }
}
