using Tfaip.Parameters;
using Tfaip.Training.Optimization.Parameters;

namespace Tfaip.Training.Optimization.Optimizers;

/// <summary>RAdam (Liu et al., 2020): Adam whose first steps do not divide by an unreliable variance.</summary>
/// <remarks>In PyTorch's formulation.</remarks>
[Variant("radam")]
public sealed record RAdamParams : AdamLikeParams
{
    /// <inheritdoc/>
    public override IOptimizer Create(ParameterSet parameters) => new RAdam(this, parameters);
}
