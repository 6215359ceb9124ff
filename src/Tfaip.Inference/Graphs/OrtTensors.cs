using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Inference.Graphs;

/// <summary>Between the tensors of samples and those of ONNX Runtime; each way is one copy.</summary>
internal static class OrtTensors
{
    /// <summary>The native tensor with the elements of a <see cref="Tensor{T}"/>; the caller disposes it.</summary>
    public static OrtValue Create(object tensor) => Elements.IsTensor(tensor, out var elements)
        ? elements.Invoke(new Creation(tensor, elements))
        : throw new ArgumentException($"{tensor.GetType()} is no tensor that a graph takes.", nameof(tensor));

    /// <summary>A managed copy of a native tensor.</summary>
    public static object Read(OrtValue value, string name)
    {
        var info = value.GetTensorTypeAndShape();
        var type = OrtTypes.ToElement(info.ElementDataType) ?? throw new TfaipException(
            $"The output '{name}' of the graph has elements of the type {info.ElementDataType}, which samples do not have.");
        return Elements.Of(type).Invoke(new Copy(value, info));
    }

    private sealed class Creation(object tensor, Elements elements) : IElementFunction<OrtValue>
    {
        public OrtValue Invoke<T>()
            where T : unmanaged
        {
            var shape = Array.ConvertAll(elements.ShapeOf(tensor).ToArray(), static length => (long)length);
            var value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, OrtTypes.Of(elements.Type), shape);

            // ONNX Runtime has a type of its own for float16, so what is copied is bytes. It gives none of a tensor without elements.
            if (!shape.Contains(0)) Dense.CopyTo((Tensor<T>)tensor, MemoryMarshal.Cast<byte, T>(value.GetTensorMutableRawData()));
            return value;
        }
    }

    private sealed class Copy(OrtValue value, OrtTensorTypeAndShapeInfo info) : IElementFunction<object>
    {
        public object Invoke<T>()
            where T : unmanaged
        {
            T[] elements = info.ElementCount == 0 ? [] : MemoryMarshal.Cast<byte, T>(value.GetTensorMutableRawData()).ToArray();
            return Tensor.Create(elements, [.. info.Shape.Select(length => (nint)length)]);
        }
    }
}
