using static TorchSharp.torch;

namespace Tfaip.Training.Metrics;

/// <summary>A weighted mean that is gathered on the device: a sum and a weight in double precision, read only at the end.</summary>
public sealed class WeightedMean : IDisposable
{
    private Tensor? _sum;
    private Tensor? _weight;

    // Whole numbers that are to be added to the weight: no tensor operation a step for what is known here.
    private long _count;

    /// <summary>The tensors to save: <c>sum</c> and <c>weight</c>, or none before the first value.</summary>
    public IReadOnlyDictionary<string,
        Tensor> State => _sum is null ? new Dictionary<string, Tensor>()
        : new Dictionary<string, Tensor> { ["sum"] = _sum, ["weight"] = Weight() };

    /// <summary>Adds the mean of several values.</summary>
    /// <param name="mean">Their mean, a scalar.</param>
    /// <param name="count">How many they are.</param>
    public void Add(Tensor mean, long count)
    {
        ArgumentNullException.ThrowIfNull(mean);
        Create(mean.device);
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        _sum!.add_(mean.detach(), alpha: count);
        _count += count;
    }

    /// <summary>Adds values.</summary>
    /// <param name="values">The values, of any shape.</param>
    /// <param name="weights">A weight for each, in a shape that broadcasts to theirs; null for 1.</param>
    public void Add(Tensor values, Tensor? weights)
    {
        ArgumentNullException.ThrowIfNull(values);
        Create(values.device);
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        if (weights is null)
        {
            _sum!.add_(values.sum(ScalarType.Float64));
            _count += values.numel();
        }
        else
        {
            var broadcast = weights.to(ScalarType.Float64).expand_as(values);
            _sum!.add_((values.to(ScalarType.Float64) * broadcast).sum());
            _weight!.add_(broadcast.sum());
        }
    }

    /// <summary>The mean; not a number where nothing was added.</summary>
    public double Compute() => _sum is null ? double.NaN : _sum.item<double>() / Weight().item<double>();

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        // Not zero_(), which in TorchSharp changes nothing and gives a new tensor.
        _count = 0;
        _sum?.fill_(0);
        _weight?.fill_(0);
    }

    /// <summary>Puts back what <see cref="State"/> gave.</summary>
    public void Load(IReadOnlyDictionary<string, Tensor> state, Device device)
    {
        ArgumentNullException.ThrowIfNull(state);
        Reset();
        if (state.Count == 0) return;
        Create(device);
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        _sum!.copy_(state["sum"]);
        _weight!.copy_(state["weight"]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sum?.Dispose();
        _weight?.Dispose();
    }

    private Tensor Weight()
    {
        if (_count == 0) return _weight!;
        using var _ = no_grad();
        _weight!.add_(_count);
        _count = 0;
        return _weight;
    }

    private void Create(Device device)
    {
        _sum ??= zeros(Array.Empty<long>(), ScalarType.Float64, device).DetachFromDisposeScope();
        _weight ??= zeros(Array.Empty<long>(), ScalarType.Float64, device).DetachFromDisposeScope();
    }
}
