using Tfaip.Parameters;
using Tfaip.Training.Optimization.Parameters;

namespace Tfaip.Training.Optimization.Optimizers;

/// <summary>Adamax (Kingma and Ba, 2015): Adam with the largest gradient in place of the mean square.</summary>
/// <remarks>In PyTorch's formulation.</remarks>
[Variant("adamax")]
public sealed record AdamaxParams : AdamLikeParams
{
    /// <inheritdoc/>
    public override IOptimizer Create(ParameterSet parameters) => new Adamax(this, parameters);
}
