using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Tfaip.Training.Optimization.Optimizers;

/// <summary>An optimizer whose weight decay is added to the gradients (L2 regularisation), or decoupled from them at will.</summary>
public abstract record CoupledOptimizerParams : OptimizerParams
{
    /// <value>How strongly weights are pulled to zero. Default: 0.</value>
    [Description("How strongly weights are pulled to zero."), Range(0, double.MaxValue)]
    public double WeightDecay { get; init; }

    /// <value>
    /// Whether weight decay shrinks the weights themselves by learning_rate × weight_decay a step (Loshchilov and Hutter, 2019),
    /// instead of being added to the gradients. Default: false, as in PyTorch.
    /// </value>
    [Description("Whether weight decay shrinks the weights themselves, instead of being added to the gradients.")]
    public bool DecoupledWeightDecay { get; init; }

    /// <inheritdoc/>
    protected internal sealed override WeightDecay Decay => new(WeightDecay, DecoupledWeightDecay);
}
