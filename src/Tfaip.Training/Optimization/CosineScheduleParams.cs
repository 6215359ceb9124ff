using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Tfaip.Processors.Parameters;

namespace Tfaip.Training.Optimization;

/// <summary>
/// The learning rate falls from the whole to <see cref="Minimum"/> of it over the run, on half a cosine (PyTorch's CosineAnnealingLR).
/// </summary>
[Variant("cosine"), Description("The learning rate falls over the run on half a cosine.")]
public sealed record CosineScheduleParams : ScheduleParams
{
    /// <value>What is left of the learning rate in the end, as a fraction of it. Default: 0.</value>
    [Description("What is left of the learning rate in the end, as a fraction of it."), Range(0.0, 1.0)]
    public double Minimum { get; init; }

    /// <value>Whether the learning rate changes after each epoch or after each step. Default: epoch.</value>
    [Description("Whether the learning rate changes after each epoch or after each step.")]
    public ScheduleUnit Per { get; init; } = ScheduleUnit.Epoch;

    /// <inheritdoc/>
    public override double Factor(long step, int stepsPerEpoch, int epochs)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stepsPerEpoch);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(epochs);
        var epoch = Per == ScheduleUnit.Epoch ? step / stepsPerEpoch : (double)step / stepsPerEpoch;
        return Minimum + ((1 - Minimum) * (1 + Math.Cos(Math.PI * Math.Min(epoch / epochs, 1))) / 2);
    }
}
