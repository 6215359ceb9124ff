using static TorchSharp.torch;

namespace Tfaip.Training.Optimization;

/// <summary>Turns the gradients of a <see cref="ParameterSet"/> into a step.</summary>
public interface IOptimizer : IDisposable
{
    /// <summary>Takes one step with the gradients as they are.</summary>
    /// <param name="learningRate">The step size, schedule included.</param>
    void Step(double learningRate);

    /// <summary>
    /// What the optimizer remembers, by name: <c>exp_avg.encoder.weight</c> for a tensor per parameter, <c>step</c> for the
    /// rest. The tensors are views of the optimizer's own: they are copied to save and written to restore.
    /// </summary>
    IReadOnlyDictionary<string, Tensor> State { get; }
}
