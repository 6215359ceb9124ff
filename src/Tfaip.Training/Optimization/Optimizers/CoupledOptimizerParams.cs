using System.ComponentModel.DataAnnotations;

namespace Tfaip.Training.Optimization.Optimizers;

/// <summary>An optimizer whose weight decay is added to the gradients (L2 regularisation), or decoupled from them at will.</summary>
public abstract record CoupledOptimizerParams : OptimizerParams
{
    /// <value>How strongly weights are pulled to zero. Default: 0.</value>
    [Range(0, double.MaxValue)]
    public double WeightDecay { get; init; }

    /// <value>
    /// Whether weight decay shrinks the weights themselves, instead of being added to the gradients. Default: false, as in
    /// PyTorch.
    /// </value>
    /// <remarks>Then a step shrinks them by learning_rate × weight_decay (Loshchilov and Hutter, 2019).</remarks>
    public bool DecoupledWeightDecay { get; init; }

    /// <inheritdoc/>
    protected internal sealed override WeightDecay Decay => new(WeightDecay, DecoupledWeightDecay);
}
