using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Training.Optimization.Parameters;

namespace Tfaip.Training.Optimization.Optimizers;

/// <summary>RMSprop (Tieleman and Hinton, 2012).</summary>
/// <remarks>In PyTorch's formulation: epsilon is added outside the root.</remarks>
[Variant("rmsprop")]
public sealed record RmspropParams : CoupledOptimizerParams
{
    /// <value>Decay of the mean of the squared gradients. Default: 0.99.</value>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Alpha { get; init; } = 0.99;

    /// <value>Added to the divisor, that it is never zero. Default: 1e-8.</value>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double Epsilon { get; init; } = 1e-8;

    /// <value>How much of the last step goes on. Default: 0.</value>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Momentum { get; init; }

    /// <value>Whether gradients are divided by their standard deviation in place of the root of their mean square. Default: false.</value>
    public bool Centered { get; init; }

    /// <inheritdoc/>
    public override OptimizerParams WithMomentum(double momentum) => this with { Momentum = momentum };

    /// <inheritdoc/>
    public override IOptimizer Create(ParameterSet parameters) => new Rmsprop(this, parameters);
}
