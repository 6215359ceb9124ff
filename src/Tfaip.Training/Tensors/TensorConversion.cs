using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Tfaip.Processors.Samples;
using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Tfaip.Training.Tensors;

/// <summary>Turns the tensors of samples into TorchSharp's, and back, by one copy each.</summary>
internal static class TensorConversion
{
    private static readonly Kind[] Kinds =
    [
        new Kind<float>(ScalarType.Float32),
        new Kind<double>(ScalarType.Float64),
        new Kind<Half>(ScalarType.Float16),
        new Kind<byte>(ScalarType.Byte),
        new Kind<sbyte>(ScalarType.Int8),
        new Kind<short>(ScalarType.Int16),
        new Kind<int>(ScalarType.Int32),
        new Kind<long>(ScalarType.Int64),
        new Kind<bool>(ScalarType.Bool),
    ];

    /// <summary>Copies a <see cref="Tensor{T}"/> to a device; null where the value is no such tensor of an element type that TorchSharp has.</summary>
    public static Tensor? ToTorch(object value, Device device)
    {
        foreach (var kind in Kinds)
        {
            if (kind.ToTorch(value) is not { } tensor) continue;
            if (device.type == DeviceType.CPU) return tensor;
            using (tensor) return tensor.to(device);
        }

        return null;
    }

    /// <summary>Copies a tensor from its device into a <see cref="Tensor{T}"/>.</summary>
    public static object FromTorch(Tensor tensor)
    {
        var kind = Array.Find(Kinds, kind => kind.Type == tensor.dtype)
            ?? throw new NotSupportedException($"Samples hold no tensors of the type {tensor.dtype}.");
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        return kind.FromTorch(tensor.detach().cpu().contiguous());
    }

    private abstract class Kind(ScalarType type)
    {
        public ScalarType Type { get; } = type;

        public abstract Tensor? ToTorch(object value);

        public abstract object FromTorch(Tensor tensor);
    }

    private sealed class Kind<T>(ScalarType type) : Kind(type)
        where T : unmanaged
    {
        public override Tensor? ToTorch(object value)
        {
            if (value is not Tensor<T> source) return null;
            var shape = new long[source.Rank];
            for (var i = 0; i < shape.Length; i++) shape[i] = source.Lengths[i];
            var tensor = empty(shape, Type);
            Dense.CopyTo(source, MemoryMarshal.Cast<byte, T>(tensor.bytes));
            return tensor;
        }

        public override object FromTorch(Tensor tensor)
        {
            var values = MemoryMarshal.Cast<byte, T>(tensor.bytes).ToArray();
            return System.Numerics.Tensors.Tensor.Create(values, tensor.shape.Select(size => (nint)size).ToArray());
        }
    }
}
