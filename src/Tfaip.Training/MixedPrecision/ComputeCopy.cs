using static TorchSharp.torch;

namespace Tfaip.Training.MixedPrecision;

/// <summary>A tensor of a model that training does not change, a frozen parameter or a buffer, and its bfloat16 copy.</summary>
internal sealed class ComputeCopy(string name, Tensor tensor) : IDisposable
{
    private readonly Tensor _copy = tensor.detach().to(ScalarType.BFloat16, copy: true).DetachFromDisposeScope();

    /// <summary>Its name in the model.</summary>
    public string Name { get; } = name;

    /// <summary>The tensor, and its bfloat16 memory.</summary>
    public (Tensor Tensor, Tensor Memory) Computed => (tensor, _copy);

    /// <summary>The tensor, and its float32 memory.</summary>
    public (Tensor Tensor, Tensor Memory) Master { get; } = (tensor, tensor.detach().alias().DetachFromDisposeScope());

    /// <summary>Rounds the float32 values.</summary>
    public void Refresh() => _copy.copy_(Master.Memory);

    /// <summary>Whether the model has changed the copy; reads from the device.</summary>
    public bool IsChanged()
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var (rounded, copy) = (Master.Memory.to(ScalarType.BFloat16).cpu().contiguous(), _copy.cpu().contiguous());
        return !rounded.bytes.SequenceEqual(copy.bytes);
    }

    public void Dispose()
    {
        _copy.Dispose();
        Master.Memory.Dispose();
    }
}
