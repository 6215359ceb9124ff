using System.ComponentModel;
using Tfaip.Parameters;
using Tfaip.Training.Optimization.Parameters;

namespace Tfaip.Training.Optimization.Optimizers;

/// <summary>Adam (Kingma and Ba, 2015), in PyTorch's formulation: epsilon is added after bias correction.</summary>
[Variant("adam"), Description("Adam (Kingma and Ba, 2015).")]
public sealed record AdamParams : AdamLikeParams
{
    /// <value>Whether the mean of the squared gradients never falls (Reddi, Kale and Kumar, 2018). Default: false.</value>
    [Description("Whether the mean of the squared gradients never falls (AMSGrad).")]
    public bool Amsgrad { get; init; }

    /// <inheritdoc/>
    public override IOptimizer Create(ParameterSet parameters) => new Adam(this, new(Beta1, Beta2, Epsilon, Amsgrad), parameters);
}
