using System.ComponentModel;
using Tfaip.Parameters;
using Tfaip.Training.Optimization.Parameters;

namespace Tfaip.Training.Optimization.Optimizers;

/// <summary>RAdam (Liu et al., 2020): Adam whose first steps do not divide by an unreliable variance, in PyTorch's formulation.</summary>
[Variant("radam"), Description("RAdam (Liu et al., 2020): Adam with a rectified variance.")]
public sealed record RAdamParams : AdamLikeParams
{
    /// <inheritdoc/>
    public override IOptimizer Create(ParameterSet parameters) => new RAdam(this, parameters);
}
