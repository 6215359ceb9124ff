using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Training.Optimization.Parameters;

namespace Tfaip.Training.Optimization.Optimizers;

/// <summary>Adagrad (Duchi, Hazan and Singer, 2011).</summary>
/// <remarks>In PyTorch's formulation.</remarks>
[Variant("adagrad")]
public sealed record AdagradParams : CoupledOptimizerParams
{
    /// <value>The step size is divided by <c>1 + (step - 1) * learning_rate_decay</c>, beside the schedule. Default: 0.</value>
    [Range(0, double.MaxValue)]
    public double LearningRateDecay { get; init; }

    /// <value>What the sum of the squared gradients begins with. Default: 0.</value>
    [Range(0, double.MaxValue)]
    public double InitialAccumulator { get; init; }

    /// <value>Added to the divisor, that it is never zero. Default: 1e-10.</value>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double Epsilon { get; init; } = 1e-10;

    /// <inheritdoc/>
    public override IOptimizer Create(ParameterSet parameters) => new Adagrad(this, parameters);
}
