using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Training.Optimization.Parameters;

namespace Tfaip.Training.Optimization.Optimizers;

/// <summary>
/// Lion (Chen et al., 2023): steps of one size by the sign of the momentum; wants a tenth of Adam's learning rate.
/// </summary>
/// <remarks>With decoupled weight decay.</remarks>
[Variant("lion")]
public sealed record LionParams : OptimizerParams
{
    /// <value>Each step shrinks the weights by learning_rate × weight_decay. Default: 0.</value>
    [Range(0, double.MaxValue)]
    public double WeightDecay { get; init; }

    /// <value>Share of the momentum in the direction of a step. Default: 0.9.</value>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Beta1 { get; init; } = 0.9;

    /// <value>Decay of the momentum. Default: 0.99.</value>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Beta2 { get; init; } = 0.99;

    /// <inheritdoc/>
    protected internal override WeightDecay Decay => new(WeightDecay, IsDecoupled: true);

    /// <inheritdoc/>
    public override OptimizerParams WithMomentum(double momentum) => this with { Beta1 = momentum };

    /// <inheritdoc/>
    public override IOptimizer Create(ParameterSet parameters) => new Lion(this, parameters);
}
