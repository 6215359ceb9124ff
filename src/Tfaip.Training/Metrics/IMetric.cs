using Tfaip.Training.Tensors;
using static TorchSharp.torch;

namespace Tfaip.Training.Metrics;

/// <summary>
/// Measures a split, batch by batch. An update stays on the device: it must not read a value back (<c>item()</c>,
/// <c>data()</c>), only <see cref="Result"/> does.
/// </summary>
public interface IMetric : IDisposable
{
    /// <summary>The name in logs and for the monitor; where there are several values, the part that their names begin with.</summary>
    string Name { get; }

    /// <summary>What was gathered so far, by name: saved in checkpoints. The tensors stay the metric's.</summary>
    IReadOnlyDictionary<string, Tensor> State { get; }

    /// <summary>
    /// Takes a batch. Gradients are off, and what it creates is disposed after the step unless it is detached from the scope.
    /// </summary>
    void Update(TensorMap inputs, TensorMap targets, TensorMap outputs);

    /// <summary>What all batches since <see cref="Reset"/> give; values are not a number where there were none.</summary>
    MetricResult Result();

    /// <summary>Forgets all batches.</summary>
    void Reset();

    /// <summary>Puts back what <see cref="State"/> gave.</summary>
    /// <param name="state">The tensors by name, which stay the caller's.</param>
    /// <param name="device">The run's device.</param>
    void Load(IReadOnlyDictionary<string, Tensor> state, Device device);
}
