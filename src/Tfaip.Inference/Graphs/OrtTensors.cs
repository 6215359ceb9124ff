using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;
using TensorElementType = Microsoft.ML.OnnxRuntime.Tensors.TensorElementType;

namespace Tfaip.Inference.Graphs;

/// <summary>Between the tensors of samples and those of ONNX Runtime; each way is one copy.</summary>
internal static class OrtTensors
{
    /// <summary>The native tensor with the elements of a <see cref="Tensor{T}"/>; the caller disposes it.</summary>
    public static OrtValue Create(object tensor) => tensor switch
    {
        Tensor<float> values => Create<float, float>(values, TensorElementType.Float),
        Tensor<double> values => Create<double, double>(values, TensorElementType.Double),
        Tensor<Half> values => Create<Half, Float16>(values, TensorElementType.Float16),
        Tensor<byte> values => Create<byte, byte>(values, TensorElementType.UInt8),
        Tensor<sbyte> values => Create<sbyte, sbyte>(values, TensorElementType.Int8),
        Tensor<short> values => Create<short, short>(values, TensorElementType.Int16),
        Tensor<int> values => Create<int, int>(values, TensorElementType.Int32),
        Tensor<long> values => Create<long, long>(values, TensorElementType.Int64),
        Tensor<bool> values => Create<bool, bool>(values, TensorElementType.Bool),
        _ => throw new ArgumentException($"{tensor.GetType()} is no tensor that a graph takes.", nameof(tensor)),
    };

    /// <summary>A managed copy of a native tensor.</summary>
    public static object Read(OrtValue value, string name)
    {
        var type = value.GetTensorTypeAndShape();
        return type.ElementDataType switch
        {
            TensorElementType.Float => Read<float, float>(value, type),
            TensorElementType.Double => Read<double, double>(value, type),
            TensorElementType.Float16 => Read<Float16, Half>(value, type),
            TensorElementType.UInt8 => Read<byte, byte>(value, type),
            TensorElementType.Int8 => Read<sbyte, sbyte>(value, type),
            TensorElementType.Int16 => Read<short, short>(value, type),
            TensorElementType.Int32 => Read<int, int>(value, type),
            TensorElementType.Int64 => Read<long, long>(value, type),
            TensorElementType.Bool => Read<bool, bool>(value, type),
            var other => throw new TfaipException($"The output '{name}' of the graph has elements of the type {other}, which samples do not have."),
        };
    }

    /// <summary>The element type that samples call so, or null where they have none.</summary>
    public static ElementType? TypeOf(TensorElementType type) => type switch
    {
        TensorElementType.Float => ElementType.Float32,
        TensorElementType.Double => ElementType.Float64,
        TensorElementType.Float16 => ElementType.Float16,
        TensorElementType.UInt8 => ElementType.UInt8,
        TensorElementType.Int8 => ElementType.Int8,
        TensorElementType.Int16 => ElementType.Int16,
        TensorElementType.Int32 => ElementType.Int32,
        TensorElementType.Int64 => ElementType.Int64,
        TensorElementType.Bool => ElementType.Bool,
        _ => null,
    };

    private static OrtValue Create<T, TNative>(Tensor<T> tensor, TensorElementType type)
        where T : unmanaged
        where TNative : unmanaged
    {
        var shape = new long[tensor.Rank];
        for (var i = 0; i < shape.Length; i++) shape[i] = tensor.Lengths[i];
        var value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, type, shape);
        Dense.CopyTo(tensor, MemoryMarshal.Cast<TNative, T>(value.GetTensorMutableDataAsSpan<TNative>()));
        return value;
    }

    private static Tensor<T> Read<TNative, T>(OrtValue value, OrtTensorTypeAndShapeInfo type)
        where TNative : unmanaged
        where T : unmanaged
    {
        var elements = MemoryMarshal.Cast<TNative, T>(value.GetTensorDataAsSpan<TNative>()).ToArray();
        return Tensor.Create(elements, [.. type.Shape.Select(length => (nint)length)]);
    }
}
