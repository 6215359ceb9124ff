using Tfaip.Export.Programs;
using static TorchSharp.torch;

namespace Tfaip.Export.Tracing.Recording;

/// <summary>
/// Which value each native tensor is, and which of them share memory. Holds on to the tensors, so that no address comes twice.
/// </summary>
internal sealed class TensorTable : IDisposable
{
    private readonly Dictionary<nint, int> _values = [];
    private readonly Dictionary<nint, HashSet<nint>> _sharers = [];
    private readonly Dictionary<nint, string> _protected = [];
    private readonly Dictionary<nint, SourceLine?> _outdated = [];
    private readonly List<Tensor> _held = [];

    /// <summary>The number of the value that a tensor is now, or null for one that was not seen.</summary>
    public int? ValueOf(Tensor tensor) => _values.TryGetValue(NativeTensors.Identity(tensor), out var value) ? value : null;

    /// <summary>Says which value a tensor is from now on.</summary>
    public void Bind(Tensor tensor, int value)
    {
        var identity = NativeTensors.Identity(tensor);
        if (_values.TryAdd(identity, value))
        {
            _held.Add(tensor.alias().DetachFromDisposeScope());
            var storage = NativeTensors.Storage(tensor);
            if (!_sharers.TryGetValue(storage, out var sharers)) _sharers.Add(storage, sharers = []);
            sharers.Add(identity);
        }
        else
        {
            _values[identity] = value;
        }
    }

    /// <summary>Forbids changes to a tensor's memory.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="what">What it is, for the message.</param>
    public void Protect(Tensor tensor, string what) => _protected.TryAdd(NativeTensors.Storage(tensor), what);

    /// <summary>What a tensor's memory belongs to where it must not be changed, or null.</summary>
    public string? ProtectionOf(Tensor tensor) => _protected.GetValueOrDefault(NativeTensors.Storage(tensor));

    /// <summary>
    /// Notes that a tensor was changed in place: all others over its memory no longer have the values that were recorded.
    /// </summary>
    public void Change(Tensor tensor, SourceLine? line)
    {
        var identity = NativeTensors.Identity(tensor);
        foreach (var sharer in _sharers.GetValueOrDefault(NativeTensors.Storage(tensor)) ?? [])
        {
            if (sharer != identity) _outdated[sharer] = line;
        }
    }

    /// <summary>Whether a tensor was changed through another over the same memory, and where.</summary>
    public bool IsOutdated(Tensor tensor, out SourceLine? line) => _outdated.TryGetValue(NativeTensors.Identity(tensor), out line);

    /// <summary>Whether the tensor of an identity was changed through another over the same memory.</summary>
    public bool IsOutdated(nint identity) => _outdated.ContainsKey(identity);

    /// <summary>The number of the value that the tensor of an identity is now.</summary>
    public int Current(nint identity) => _values[identity];

    /// <summary>Says which value the tensor of an identity is from now on, which has what was changed through others.</summary>
    public void Renew(nint identity, int value)
    {
        _values[identity] = value;
        _outdated.Remove(identity);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in _held) tensor.Dispose();
        _held.Clear();
    }
}
