using Tfaip.Training.Optimization.Parameters;
using static TorchSharp.torch;

namespace Tfaip.Training.Optimization.Optimizers;

/// <summary>Turns the gradients of a <see cref="ParameterSet"/> into a step.</summary>
public interface IOptimizer : IDisposable
{
    /// <summary>Takes one step with the gradients as they are.</summary>
    /// <param name="learningRate">The step size, schedule included.</param>
    /// <param name="momentum">
    /// The momentum of this step, in Adam's family beta1, where a schedule changes it; null for that of the parameters. Given only where
    /// <see cref="OptimizerParams.WithMomentum"/> says that there is one.
    /// </param>
    void Step(double learningRate, double? momentum = null);

    /// <summary>
    /// What the optimizer remembers, by name: <c>exp_avg.encoder.weight</c> for a tensor per parameter, <c>step</c> for the
    /// rest. The tensors are views of the optimizer's own: they are copied to save and written to restore.
    /// </summary>
    IReadOnlyDictionary<string, Tensor> State { get; }
}
