using static TorchSharp.torch;

namespace Tfaip.Training.Optimization;

/// <summary>Pulls weights to zero, in one of two ways.</summary>
internal static class WeightDecay
{
    /// <summary>Applies weight decay for one step.</summary>
    /// <returns>The gradients to step with: the parameters' own, or new ones with the decay added.</returns>
    public static Tensor Apply(OptimizerParams optimizer, FlatParameters parameters, double learningRate)
    {
        if (optimizer.WeightDecay == 0) return parameters.Gradients;
        if (!optimizer.DecoupledWeightDecay) return parameters.Gradients.add(parameters.Values, alpha: optimizer.WeightDecay);

        parameters.Values.mul_(1 - (learningRate * optimizer.WeightDecay));
        return parameters.Gradients;
    }
}
