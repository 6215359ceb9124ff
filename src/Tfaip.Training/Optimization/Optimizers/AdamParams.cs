using Tfaip.Parameters;
using Tfaip.Training.Optimization.Parameters;

namespace Tfaip.Training.Optimization.Optimizers;

/// <summary>Adam (Kingma and Ba, 2015).</summary>
/// <remarks>In PyTorch's formulation: epsilon is added after bias correction.</remarks>
[Variant("adam")]
public sealed record AdamParams : AdamLikeParams
{
    /// <value>
    /// Whether the mean of the squared gradients never falls (AMSGrad; Reddi, Kale and Kumar, 2018). Default: false.
    /// </value>
    public bool Amsgrad { get; init; }

    /// <inheritdoc/>
    public override IOptimizer Create(ParameterSet parameters) => new Adam(this, new(Beta1, Beta2, Epsilon, Amsgrad), parameters);
}
