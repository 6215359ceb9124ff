using static TorchSharp.torch;

namespace Tfaip.Training.Metrics.Gathering;

/// <summary>Sums by name, gathered on the device in double precision and read only at the end.</summary>
internal sealed class DeviceSums : IDisposable
{
    private readonly OrderedDictionary<string, Tensor> _sums = new(StringComparer.Ordinal);

    /// <summary>The tensors to save; none before the first addition.</summary>
    public IReadOnlyDictionary<string, Tensor> State => _sums;

    /// <summary>Adds to a sum; the first addition gives its shape.</summary>
    public void Add(string key, Tensor value)
    {
        if (!_sums.TryGetValue(key, out var sum))
            _sums.Add(key, sum = zeros(value.shape, ScalarType.Float64, value.device).DetachFromDisposeScope());
        sum.add_(value);
    }

    /// <summary>The sum, to be changed in place.</summary>
    public Tensor Scalar(string key, Device device)
    {
        if (!_sums.TryGetValue(key, out var sum))
            _sums.Add(key, sum = zeros(Array.Empty<long>(), ScalarType.Float64, device).DetachFromDisposeScope());
        return sum;
    }

    /// <summary>Reads a sum in row-major order; null where nothing was added.</summary>
    public double[]? Read(string key)
    {
        if (!_sums.TryGetValue(key, out var sum)) return null;
        using var here = sum.cpu();
        return here.data<double>().ToArray();
    }

    /// <summary>Forgets everything. The tensors stay, so that a step creates none.</summary>
    public void Reset()
    {
        foreach (var sum in _sums.Values) sum.fill_(0);
    }

    /// <summary>Puts back what <see cref="State"/> gave.</summary>
    public void Load(IReadOnlyDictionary<string, Tensor> state, Device device)
    {
        Dispose();
        foreach (var (key, tensor) in state) _sums.Add(key, tensor.to(device, copy: true).DetachFromDisposeScope());
    }

    public void Dispose()
    {
        foreach (var sum in _sums.Values) sum.Dispose();
        _sums.Clear();
    }
}
