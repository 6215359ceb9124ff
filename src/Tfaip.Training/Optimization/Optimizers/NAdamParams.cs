using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Training.Optimization.Parameters;

namespace Tfaip.Training.Optimization.Optimizers;

/// <summary>NAdam (Dozat, 2016): Adam with Nesterov's momentum.</summary>
/// <remarks>In PyTorch's formulation.</remarks>
[Variant("nadam")]
public sealed record NAdamParams : AdamLikeParams
{
    /// <value>
    /// How slowly the momentum grows to beta1: it is <c>beta1 * (1 - 0.96^(step * momentum_decay) / 2)</c>. Default: 0.004.
    /// </value>
    [Range(0, double.MaxValue)]
    public double MomentumDecay { get; init; } = 4e-3;

    /// <inheritdoc/>
    public override IOptimizer Create(ParameterSet parameters) => new NAdam(this, parameters);
}
