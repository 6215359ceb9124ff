using System.ComponentModel.DataAnnotations;

namespace Tfaip.Training.Optimization.Optimizers;

/// <summary>An optimizer of Adam's family whose weight decay is added to the gradients, or decoupled from them at will.</summary>
public abstract record AdamLikeParams : CoupledOptimizerParams
{
    /// <value>Decay of the mean of the gradients. Default: 0.9.</value>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Beta1 { get; init; } = 0.9;

    /// <value>Decay of the mean of the squared gradients, or of their maximum. Default: 0.999.</value>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Beta2 { get; init; } = 0.999;

    /// <value>Added to the divisor, that it is never zero. Default: 1e-8.</value>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double Epsilon { get; init; } = 1e-8;

    /// <inheritdoc/>
    public sealed override OptimizerParams WithMomentum(double momentum) => this with { Beta1 = momentum };
}
