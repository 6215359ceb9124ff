using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Training.Optimization.Parameters;

namespace Tfaip.Training.Optimization.Optimizers;

/// <summary>
/// AdaBelief (Zhuang et al., 2020): Adam that divides by how far gradients are from their mean, with decoupled weight decay.
/// </summary>
/// <remarks>The defaults are those of its authors.</remarks>
[Variant("adabelief")]
public sealed record AdaBeliefParams : OptimizerParams
{
    /// <value>Each step shrinks the weights by learning_rate × weight_decay. Default: 0.</value>
    [Range(0, double.MaxValue)]
    public double WeightDecay { get; init; }

    /// <value>Decay of the mean of the gradients. Default: 0.9.</value>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Beta1 { get; init; } = 0.9;

    /// <value>Decay of the variance of the gradients. Default: 0.999.</value>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Beta2 { get; init; } = 0.999;

    /// <value>Added to the variance in each step, and to its root. Default: 1e-16.</value>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double Epsilon { get; init; } = 1e-16;

    /// <value>Whether the variance is rectified as in RAdam. Default: true.</value>
    public bool Rectify { get; init; } = true;

    /// <inheritdoc/>
    protected internal override WeightDecay Decay => new(WeightDecay, IsDecoupled: true);

    /// <inheritdoc/>
    public override OptimizerParams WithMomentum(double momentum) => this with { Beta1 = momentum };

    /// <inheritdoc/>
    public override IOptimizer Create(ParameterSet parameters) => new AdaBelief(this, parameters);
}
