using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Training.Optimization.Parameters;

namespace Tfaip.Training.Optimization.Optimizers;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter, 2019).</summary>
/// <remarks>In PyTorch's formulation and with its defaults.</remarks>
[Variant("adamw")]
public sealed record AdamWParams : OptimizerParams
{
    /// <value>Each step shrinks the weights by learning_rate × weight_decay. Default: 0.01.</value>
    [Range(0, double.MaxValue)]
    public double WeightDecay { get; init; } = 0.01;

    /// <value>Decay of the mean of the gradients. Default: 0.9.</value>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Beta1 { get; init; } = 0.9;

    /// <value>Decay of the mean of the squared gradients. Default: 0.999.</value>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Beta2 { get; init; } = 0.999;

    /// <value>Added to the divisor, after bias correction, so that it is never zero. Default: 1e-8.</value>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double Epsilon { get; init; } = 1e-8;

    /// <value>
    /// Whether the mean of the squared gradients never falls (AMSGrad; Reddi, Kale and Kumar, 2018). Default: false.
    /// </value>
    public bool Amsgrad { get; init; }

    /// <inheritdoc/>
    protected internal override WeightDecay Decay => new(WeightDecay, IsDecoupled: true);

    /// <inheritdoc/>
    public override OptimizerParams WithMomentum(double momentum) => this with { Beta1 = momentum };

    /// <inheritdoc/>
    public override IOptimizer Create(ParameterSet parameters) => new Adam(this, new(Beta1, Beta2, Epsilon, Amsgrad), parameters);
}
