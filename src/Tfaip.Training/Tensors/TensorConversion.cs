using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Tfaip.Processors.Samples;
using Tfaip.Torch;
using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Tfaip.Training.Tensors;

/// <summary>Turns the tensors of samples into TorchSharp's, and back, by one copy each.</summary>
internal static class TensorConversion
{
    /// <summary>
    /// Copies a <see cref="Tensor{T}"/> to a device; null where the value is no such tensor of an element type that TorchSharp has.
    /// </summary>
    public static Tensor? ToTorch(object value, Device device)
    {
        if (!Elements.IsTensor(value, out var elements)) return null;
        var tensor = elements.Invoke(new ToTorchFunction(value, TorchTypes.Of(elements.Type)));
        if (device.type == DeviceType.CPU) return tensor;
        using (tensor) return tensor.to(device);
    }

    /// <summary>Copies a tensor from its device into a <see cref="Tensor{T}"/>.</summary>
    public static object FromTorch(Tensor tensor)
    {
        var type = TorchTypes.ToElement(tensor.dtype)
            ?? throw new NotSupportedException($"Samples hold no tensors of the type {tensor.dtype}.");
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        return Elements.Of(type).Invoke(new FromTorchFunction(tensor.detach().cpu().contiguous()));
    }

    private sealed class ToTorchFunction(object value, ScalarType type) : IElementFunction<Tensor>
    {
        public Tensor Invoke<T>()
            where T : unmanaged
        {
            var source = (Tensor<T>)value;
            var shape = new long[source.Rank];
            for (var i = 0; i < shape.Length; i++) shape[i] = source.Lengths[i];
            var tensor = empty(shape, type);
            Dense.CopyTo(source, MemoryMarshal.Cast<byte, T>(tensor.bytes));
            return tensor;
        }
    }

    private sealed class FromTorchFunction(Tensor tensor) : IElementFunction<object>
    {
        public object Invoke<T>()
            where T : unmanaged
        {
            var values = MemoryMarshal.Cast<byte, T>(tensor.bytes).ToArray();
            return System.Numerics.Tensors.Tensor.Create(values, tensor.shape.Select(size => (nint)size).ToArray());
        }
    }
}
