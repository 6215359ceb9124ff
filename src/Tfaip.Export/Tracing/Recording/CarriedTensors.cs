using Tfaip.Export.Programs;
using static TorchSharp.torch;

namespace Tfaip.Export.Tracing.Recording;

/// <summary>The tensors that calls have left in a model's fields. Holds on to them, so that no address comes twice.</summary>
internal sealed class CarriedTensors : IDisposable
{
    private readonly Dictionary<nint, Carried> _tensors = [];
    private readonly List<Tensor> _held = [];

    /// <summary>A tensor that an earlier call has left; null where it is none.</summary>
    public Carried? Find(Tensor tensor) => _tensors.GetValueOrDefault(NativeTensors.Identity(tensor));

    /// <summary>Notes a tensor that is left in a field. One that was left before keeps what it was computed from.</summary>
    public void Add(Tensor tensor, ValueOrigins.Origin origin, string field)
    {
        if (_tensors.TryAdd(NativeTensors.Identity(tensor), new(origin, field))) _held.Add(tensor.alias().DetachFromDisposeScope());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in _held) tensor.Dispose();
        _held.Clear();
        _tensors.Clear();
    }

    /// <summary>A tensor in a field.</summary>
    /// <param name="Origin">What it was computed from.</param>
    /// <param name="Field">The field, as messages name it.</param>
    public sealed record Carried(ValueOrigins.Origin Origin, string Field);
}
