using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Training.Optimization.Parameters;

namespace Tfaip.Training.Optimization.Optimizers;

/// <summary>LAMB (You et al., 2020): Adam with steps scaled to the norm of each parameter, for very large batches.</summary>
[Variant("lamb")]
public sealed record LambParams : OptimizerParams
{
    /// <value>The weights times this are part of the step before it is scaled. Default: 0.</value>
    [Range(0, double.MaxValue)]
    public double WeightDecay { get; init; }

    /// <value>Decay of the mean of the gradients. Default: 0.9.</value>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Beta1 { get; init; } = 0.9;

    /// <value>Decay of the mean of the squared gradients. Default: 0.999.</value>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Beta2 { get; init; } = 0.999;

    /// <value>Added to the divisor, after bias correction, so that it is never zero. Default: 1e-6.</value>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double Epsilon { get; init; } = 1e-6;

    /// <value>Parameters whose steps are not scaled, as regular expressions over whole names. Default: none.</value>
    public IReadOnlyList<string> LayerAdaptationExclude { get; init; } = [];

    /// <inheritdoc/>
    protected internal override WeightDecay Decay => new(WeightDecay, IsDecoupled: false);

    /// <inheritdoc/>
    public override OptimizerParams WithMomentum(double momentum) => this with { Beta1 = momentum };

    /// <inheritdoc/>
    public override IOptimizer Create(ParameterSet parameters) => new Lamb(this, parameters);
}
