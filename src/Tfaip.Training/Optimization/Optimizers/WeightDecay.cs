using Tfaip.Training.Optimization.Parameters;
using static TorchSharp.torch;

namespace Tfaip.Training.Optimization.Optimizers;

/// <summary>How an optimizer pulls weights to zero.</summary>
/// <param name="Rate">How strongly.</param>
/// <param name="IsDecoupled">
/// Whether the weights shrink by learning rate × rate a step; else the rate × weights is added to the gradients.
/// </param>
public readonly record struct WeightDecay(double Rate, bool IsDecoupled)
{
    /// <summary>The decay of a group of parameters, which may have a rate of its own.</summary>
    /// <param name="group">The group.</param>
    public WeightDecay For(FlatParameters group) => group?.WeightDecay is { } rate ? this with { Rate = rate } : this;

    /// <summary>Applies the decay for one step.</summary>
    /// <param name="group">The group.</param>
    /// <param name="learningRate">The step size.</param>
    /// <returns>The gradients to step with: the group's own, or new ones with the decay added.</returns>
    public Tensor Apply(FlatParameters group, double learningRate)
    {
        ArgumentNullException.ThrowIfNull(group);
        if (Rate == 0) return group.Gradients;
        if (!IsDecoupled) return group.Gradients.add(group.Values, alpha: Rate);

        group.Values.mul_(1 - (learningRate * Rate));
        return group.Gradients;
    }
}
