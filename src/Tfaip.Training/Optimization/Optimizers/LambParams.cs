using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Training.Optimization.Parameters;

namespace Tfaip.Training.Optimization.Optimizers;

/// <summary>LAMB (You et al., 2020): Adam whose step of each parameter is scaled to the parameter's norm; for very large batches.</summary>
[Variant("lamb"), Description("LAMB (You et al., 2020): Adam with steps scaled to the norm of each parameter, for very large batches.")]
public sealed record LambParams : OptimizerParams
{
    /// <value>The weights times this are part of the step before it is scaled. Default: 0.</value>
    [Description("The weights times this are part of the step before it is scaled."), Range(0, double.MaxValue)]
    public double WeightDecay { get; init; }

    /// <value>Decay of the mean of the gradients. Default: 0.9.</value>
    [Description("Decay of the mean of the gradients."), Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Beta1 { get; init; } = 0.9;

    /// <value>Decay of the mean of the squared gradients. Default: 0.999.</value>
    [Description("Decay of the mean of the squared gradients."), Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Beta2 { get; init; } = 0.999;

    /// <value>Added to the divisor, after bias correction. Default: 1e-6.</value>
    [Description("Added to the divisor, that it is never zero."), Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double Epsilon { get; init; } = 1e-6;

    /// <value>Parameters whose steps are not scaled: regular expressions, each of which must match the whole name of a parameter. Default: none.</value>
    [Description("Parameters whose steps are not scaled, as regular expressions over whole names.")]
    public IReadOnlyList<string> LayerAdaptationExclude { get; init; } = [];

    /// <inheritdoc/>
    protected internal override WeightDecay Decay => new(WeightDecay, IsDecoupled: false);

    /// <inheritdoc/>
    public override OptimizerParams WithMomentum(double momentum) => this with { Beta1 = momentum };

    /// <inheritdoc/>
    public override IOptimizer Create(ParameterSet parameters) => new Lamb(this, parameters);
}
