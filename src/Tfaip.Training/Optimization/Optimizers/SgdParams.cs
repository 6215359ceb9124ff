using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Training.Optimization.Parameters;

namespace Tfaip.Training.Optimization.Optimizers;

/// <summary>Stochastic gradient descent, with momentum at will.</summary>
/// <remarks>In PyTorch's formulation.</remarks>
[Variant("sgd")]
public sealed record SgdParams : CoupledOptimizerParams, IValidatable
{
    /// <value>How much of the last step goes on. Default: 0.</value>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Momentum { get; init; }

    /// <value>Whether the momentum looks ahead (Nesterov). Default: false.</value>
    public bool Nesterov { get; init; }

    /// <value>What a gradient loses on its way into the momentum. Default: 0.</value>
    [Range(0.0, 1.0)]
    public double Dampening { get; init; }

    /// <inheritdoc/>
    public IEnumerable<(string Property, string Message)> Validate()
    {
        if (Nesterov && (Momentum == 0 || Dampening != 0))
            yield return (nameof(Nesterov), "needs a momentum above 0 and a dampening of 0.");
    }

    /// <inheritdoc/>
    public override OptimizerParams WithMomentum(double momentum) => this with { Momentum = momentum };

    /// <inheritdoc/>
    public override IOptimizer Create(ParameterSet parameters) => new Sgd(this, parameters);
}
