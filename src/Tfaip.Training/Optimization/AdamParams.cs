using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Tfaip.Processors.Parameters;

namespace Tfaip.Training.Optimization;

/// <summary>Adam (Kingma and Ba, 2015), in PyTorch's formulation; with decoupled weight decay it is AdamW.</summary>
[Variant("adam"), Description("Adam (Kingma and Ba, 2015); with decoupled weight decay AdamW.")]
public sealed record AdamParams : OptimizerParams
{
    /// <value>Decay of the mean of the gradients. Default: 0.9.</value>
    [Description("Decay of the mean of the gradients."), Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Beta1 { get; init; } = 0.9;

    /// <value>Decay of the mean of the squared gradients. Default: 0.999.</value>
    [Description("Decay of the mean of the squared gradients."), Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Beta2 { get; init; } = 0.999;

    /// <value>Added to the root of the squared gradients, after bias correction. Default: 1e-8.</value>
    [Description("Added to the root of the squared gradients, after bias correction."), Range(0, double.MaxValue)]
    public double Epsilon { get; init; } = 1e-8;

    /// <inheritdoc/>
    public override IOptimizer Create(ParameterSet parameters) => new Adam(this, parameters);
}
