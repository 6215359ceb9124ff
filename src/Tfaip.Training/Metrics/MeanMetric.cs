using Tfaip.Training.Metrics.Gathering;
using Tfaip.Training.Tensors;
using static TorchSharp.torch;

namespace Tfaip.Training.Metrics;

/// <summary>
/// A metric that is the mean of a value per sample, token or pixel over the whole split, whatever the sizes of its batches.
/// </summary>
/// <param name="name">The metric's name.</param>
public abstract class MeanMetric(string name) : IMetric
{
    private readonly WeightedMean _mean = new();

    /// <inheritdoc/>
    public virtual string Name { get; } = name;

    /// <value>The target that holds a weight for each value, in a shape that broadcasts to theirs. Default: null, all weigh 1.</value>
    public string? Weights { get; init; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Tensor> State => TargetRange.AddTo(_mean.State, Range);

    /// <summary>Watches the targets, where they are classes. Default: null, they are not.</summary>
    private protected TargetRange? Range { get; init; }

    /// <inheritdoc/>
    public void Update(TensorMap inputs, TensorMap targets, TensorMap outputs)
    {
        ArgumentNullException.ThrowIfNull(targets);
        using var scope = NewDisposeScope();
        var values = Values(inputs, targets, outputs);
        var mask = Mask(inputs, targets, outputs);
        var weights = Weights is null ? null : targets[Weights];
        if (mask is null)
        {
            _mean.Add(values, weights);
            return;
        }

        // What is left out may be infinite or not a number, which a weight of 0 does not take away.
        _mean.Add(
            where(mask, values.to(ScalarType.Float64), zeros_like(values, ScalarType.Float64)),
            weights is null ? mask : mask * weights.expand_as(values));
    }

    /// <summary>The mean over all batches since <see cref="Reset"/>; not a number where there were none.</summary>
    public double Compute()
    {
        Range?.Check();
        return Finish(_mean.Compute());
    }

    /// <inheritdoc/>
    public MetricResult Result() => MetricResult.Of(Name, Compute());

    /// <inheritdoc/>
    public void Reset()
    {
        _mean.Reset();
        Range?.Dispose();
    }

    /// <inheritdoc/>
    public void Load(IReadOnlyDictionary<string, Tensor> state, Device device) =>
        _mean.Load(TargetRange.TakeFrom(state, Range, device), device);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Disposes what was gathered.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;
        _mean.Dispose();
        Range?.Dispose();
    }

    /// <summary>The values of a batch, of any shape.</summary>
    protected abstract Tensor Values(TensorMap inputs, TensorMap targets, TensorMap outputs);

    /// <summary>Says which values count, in the shape of the values; null for all. Default: null.</summary>
    protected virtual Tensor? Mask(TensorMap inputs, TensorMap targets, TensorMap outputs) => null;

    /// <summary>Makes the metric of the mean. Default: the mean itself.</summary>
    protected virtual double Finish(double mean) => mean;
}
