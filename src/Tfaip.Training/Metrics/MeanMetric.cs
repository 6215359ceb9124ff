using Tfaip.Training.Scenarios;
using static TorchSharp.torch;

namespace Tfaip.Training.Metrics;

/// <summary>A metric that is the mean of a value per sample, token or pixel over the whole split, whatever the sizes of its batches.</summary>
/// <param name="name">The metric's name.</param>
public abstract class MeanMetric(string name) : IMetric
{
    private readonly WeightedMean _mean = new();

    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <value>The target that holds a weight for each value, in a shape that broadcasts to theirs. Default: null, all weigh 1.</value>
    public string? Weights { get; init; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Tensor> State => _mean.State;

    /// <inheritdoc/>
    public void Update(TensorMap inputs, TensorMap targets, TensorMap outputs)
    {
        ArgumentNullException.ThrowIfNull(targets);
        _mean.Add(Values(inputs, targets, outputs), Weights is null ? null : targets[Weights]);
    }

    /// <inheritdoc/>
    public double Compute() => Finish(_mean.Compute());

    /// <inheritdoc/>
    public void Reset() => _mean.Reset();

    /// <inheritdoc/>
    public void Load(IReadOnlyDictionary<string, Tensor> state, Device device) => _mean.Load(state, device);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Disposes what was gathered.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing) _mean.Dispose();
    }

    /// <summary>The values of a batch, of any shape.</summary>
    protected abstract Tensor Values(TensorMap inputs, TensorMap targets, TensorMap outputs);

    /// <summary>Makes the metric of the mean. Default: the mean itself.</summary>
    protected virtual double Finish(double mean) => mean;
}
