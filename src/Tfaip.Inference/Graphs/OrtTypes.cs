using Microsoft.ML.OnnxRuntime.Tensors;
using Tfaip.Processors.Samples;

namespace Tfaip.Inference.Graphs;

/// <summary>ONNX Runtime's types for the element types of samples. Its numbers are those of ONNX's <c>TensorProto.DataType</c>.</summary>
internal static class OrtTypes
{
    private static readonly (ElementType Element, TensorElementType Ort)[] Table =
    [
        (ElementType.Float32, TensorElementType.Float),
        (ElementType.Float64, TensorElementType.Double),
        (ElementType.Float16, TensorElementType.Float16),
        (ElementType.UInt8, TensorElementType.UInt8),
        (ElementType.Int8, TensorElementType.Int8),
        (ElementType.Int16, TensorElementType.Int16),
        (ElementType.Int32, TensorElementType.Int32),
        (ElementType.Int64, TensorElementType.Int64),
        (ElementType.Bool, TensorElementType.Bool),
    ];

    /// <summary>ONNX Runtime's type.</summary>
    public static TensorElementType Of(ElementType type) => Array.Find(Table, row => row.Element == type) is { Ort: not 0 } row
        ? row.Ort
        : throw new ArgumentOutOfRangeException(nameof(type), type, "There is no such element type.");

    /// <summary>The element type, or null where samples have none.</summary>
    public static ElementType? ToElement(TensorElementType type) =>
        Array.Find(Table, row => row.Ort == type) is { Ort: not 0 } row ? row.Element : null;
}
