using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Training.Optimization.Parameters;

namespace Tfaip.Training.Optimization.Optimizers;

/// <summary>NAdam (Dozat, 2016): Adam with Nesterov's momentum, in PyTorch's formulation.</summary>
[Variant("nadam"), Description("NAdam (Dozat, 2016): Adam with Nesterov's momentum.")]
public sealed record NAdamParams : AdamLikeParams
{
    /// <value>How slowly the momentum grows to beta1: it is beta1 · (1 − 0.96^(step · momentum_decay) / 2). Default: 0.004.</value>
    [Description("How fast the momentum grows to beta1."), Range(0, double.MaxValue)]
    public double MomentumDecay { get; init; } = 4e-3;

    /// <inheritdoc/>
    public override IOptimizer Create(ParameterSet parameters) => new NAdam(this, parameters);
}
