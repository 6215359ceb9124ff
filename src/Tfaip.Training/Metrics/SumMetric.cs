using Tfaip.Training.Metrics.Gathering;
using Tfaip.Training.Tensors;
using static TorchSharp.torch;

namespace Tfaip.Training.Metrics;

/// <summary>A metric that is a function of sums over the split: it is exact for batches of any sizes.</summary>
public abstract class SumMetric : IMetric
{
    private readonly DeviceSums _sums = new();

    private protected SumMetric(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <value>The target that holds a weight for each decision, in a shape that broadcasts to theirs. Default: null, all weigh 1.</value>
    public string? Weights { get; init; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Tensor> State => TargetRange.AddTo(_sums.State, Range);

    /// <summary>Watches the targets, where they are classes. Default: null, they are not.</summary>
    private protected TargetRange? Range { get; init; }

    /// <inheritdoc/>
    public void Update(TensorMap inputs, TensorMap targets, TensorMap outputs)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(outputs);
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        Add(_sums, targets, outputs, Weights is null ? null : targets[Weights]);
    }

    /// <inheritdoc/>
    public MetricResult Result()
    {
        Range?.Check();
        return Compute(_sums);
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _sums.Reset();
        Range?.Dispose();
    }

    /// <inheritdoc/>
    public void Load(IReadOnlyDictionary<string, Tensor> state, Device device)
    {
        ArgumentNullException.ThrowIfNull(state);
        _sums.Load(TargetRange.TakeFrom(state, Range, device), device);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sums.Dispose();
        Range?.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected abstract void Add(DeviceSums sums, TensorMap targets, TensorMap outputs, Tensor? weights);

    private protected abstract MetricResult Compute(DeviceSums sums);
}
