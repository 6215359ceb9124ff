using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;

namespace Tfaip.Training.Optimization.Schedules;

/// <summary>The learning rate falls to a part of itself every so many epochs (PyTorch's StepLR).</summary>
[Variant("step")]
public sealed record StepScheduleParams : TimedScheduleParams
{
    /// <value>Factor of the learning rate. Default: 0.1.</value>
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double Gamma { get; init; } = 0.1;

    /// <value>Epochs from one fall to the next. Default: 30.</value>
    [Range(1, int.MaxValue)]
    public int EveryEpochs { get; init; } = 30;

    /// <inheritdoc/>
    protected override double Factor(double epoch, double epochs, int stepsPerEpoch) => Math.Pow(Gamma, Math.Floor(epoch / EveryEpochs));
}
