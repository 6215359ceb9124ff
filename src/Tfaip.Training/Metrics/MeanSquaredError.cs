using Tfaip.Training.Tensors;
using static TorchSharp.torch;

namespace Tfaip.Training.Metrics;

/// <summary>The mean of (output - target)² over all elements, or its root.</summary>
/// <param name="output">The output.</param>
/// <param name="target">The target, in the same shape.</param>
/// <param name="name">
/// The metric's name; null for <c>mean_squared_error</c>, or <c>root_mean_squared_error</c> with <see cref="Root"/>.
/// </param>
public sealed class MeanSquaredError(string output, string target, string? name = null) : MeanMetric(name ?? "mean_squared_error")
{
    /// <inheritdoc/>
    public override string Name => name ?? (Root ? "root_mean_squared_error" : base.Name);

    /// <value>Whether the root of the mean is taken (the root mean squared error). Default: false.</value>
    public bool Root { get; init; }

    /// <inheritdoc/>
    protected override Tensor Values(TensorMap inputs, TensorMap targets, TensorMap outputs) =>
        ErrorOf.Elements(outputs, output, targets, target).square();

    /// <inheritdoc/>
    protected override double Finish(double mean) => Root ? Math.Sqrt(mean) : mean;
}
