using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Tfaip.Processors.Parameters;

namespace Tfaip.Training.Optimization;

/// <summary>The learning rate is multiplied by <see cref="Gamma"/> after every <see cref="EveryEpochs"/> epochs (PyTorch's ExponentialLR and StepLR).</summary>
[Variant("exponential"), Description("The learning rate is multiplied by a factor every so many epochs.")]
public sealed record ExponentialScheduleParams : ScheduleParams
{
    /// <value>The factor. Default: 0.99.</value>
    [Description("Factor of the learning rate."), Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double Gamma { get; init; } = 0.99;

    /// <value>Epochs from one multiplication to the next. Default: 1.</value>
    [Description("Epochs from one multiplication to the next."), Range(1, int.MaxValue)]
    public int EveryEpochs { get; init; } = 1;

    /// <inheritdoc/>
    public override double Factor(long step, int stepsPerEpoch, int epochs)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stepsPerEpoch);
        return Math.Pow(Gamma, step / stepsPerEpoch / EveryEpochs);
    }
}
