using Tfaip.Training.Tensors;
using static TorchSharp.torch;

namespace Tfaip.Training.Metrics;

/// <summary>The mean of |output - target| over all elements.</summary>
/// <param name="output">The output.</param>
/// <param name="target">The target, in the same shape.</param>
/// <param name="name">The metric's name.</param>
public sealed class MeanAbsoluteError(string output, string target, string name = "mean_absolute_error") : MeanMetric(name)
{
    /// <inheritdoc/>
    protected override Tensor Values(TensorMap inputs, TensorMap targets, TensorMap outputs) =>
        ErrorOf.Elements(outputs, output, targets, target).abs();
}
