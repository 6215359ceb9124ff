using System.ComponentModel.DataAnnotations;
using Tfaip.Training.Optimization.Parameters;

namespace Tfaip.Training.Optimization.Optimizers;

/// <summary>The parameters of an optimizer: a polymorphic node of the tree.</summary>
public abstract record OptimizerParams
{
    /// <value>Step size before the schedule scales it. Default: 1e-3.</value>
    [Range(0, double.MaxValue)]
    public double LearningRate { get; init; } = 1e-3;

    /// <value>
    /// Parameters that weight decay leaves alone, as regular expressions over whole names, such as '<c>.*\.bias</c>'. Default:
    /// none, as in PyTorch.
    /// </value>
    public IReadOnlyList<string> WeightDecayExclude { get; init; } = [];

    /// <summary>How weights are pulled to zero. Default: not at all.</summary>
    protected internal virtual WeightDecay Decay => new(0, IsDecoupled: true);

    /// <summary>These parameters with another momentum: <c>momentum</c>, in Adam's family <c>beta1</c>.</summary>
    /// <param name="momentum">The momentum, from 0 and below 1.</param>
    /// <returns>Null where the optimizer has no momentum, the default.</returns>
    public virtual OptimizerParams? WithMomentum(double momentum) => null;

    /// <summary>Creates the optimizer.</summary>
    /// <param name="parameters">What it moves; it stays the caller's.</param>
    public abstract IOptimizer Create(ParameterSet parameters);
}
