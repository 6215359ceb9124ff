using Tfaip.Export.Requests;
using Tfaip.Processors.Samples;
using static Tfaip.Export.Graphs.Format.TensorProto.Types;
using static TorchSharp.torch;

namespace Tfaip.Export.Graphs;

/// <summary>Element types in the three worlds: TorchSharp's, ONNX's and that of specs.</summary>
internal static class OnnxTypes
{
    private static readonly (ScalarType Torch, DataType Onnx, ElementType? Spec)[] Table =
    [
        (ScalarType.Float32, DataType.Float, ElementType.Float32),
        (ScalarType.Float64, DataType.Double, ElementType.Float64),
        (ScalarType.Float16, DataType.Float16, ElementType.Float16),
        (ScalarType.BFloat16, DataType.Bfloat16, null),
        (ScalarType.Byte, DataType.Uint8, ElementType.UInt8),
        (ScalarType.Int8, DataType.Int8, ElementType.Int8),
        (ScalarType.Int16, DataType.Int16, ElementType.Int16),
        (ScalarType.Int32, DataType.Int32, ElementType.Int32),
        (ScalarType.Int64, DataType.Int64, ElementType.Int64),
        (ScalarType.Bool, DataType.Bool, ElementType.Bool),
    ];

    /// <summary>Whether ONNX has the type.</summary>
    public static bool IsSupported(ScalarType type) => Array.Exists(Table, row => row.Torch == type);

    /// <summary>The number of the type in ONNX.</summary>
    public static int ToOnnx(ScalarType type) => (int)Row(type).Onnx;

    /// <summary>The type in specs, or null where they do not have it.</summary>
    public static ElementType? ToSpec(ScalarType type) => Row(type).Spec;

    /// <summary>TorchSharp's type of a spec's.</summary>
    public static ScalarType FromSpec(ElementType type) => Array.Find(Table, row => row.Spec == type).Torch;

    /// <summary>The spec of an input as a file describes it.</summary>
    /// <exception cref="ExportException">Its type is none that specs have.</exception>
    public static TensorSpec ToSpec(Format.ValueInfoProto input, string file)
    {
        var type = input.Type?.TensorType ?? throw new ExportException($"The input '{input.Name}' of {file} is no tensor.");
        var element = Array.Find(Table, row => (int)row.Onnx == type.ElemType).Spec
            ?? throw new ExportException($"The input '{input.Name}' of {file} has the element type {type.ElemType}, which inputs of modules do not have.");
        return new(input.Name, element, [.. type.Shape.Dim.Select((size, axis) => size.ValueCase == Format.TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue
            ? Dimension.Fixed(size.DimValue)
            : Dimension.Free(size.DimParam is { Length: > 0 } name ? name : FormattableString.Invariant($"{input.Name}_{axis}")))]);
    }

    /// <summary>Whether it is a floating-point type.</summary>
    public static bool IsFloat(ScalarType type) =>
        type is ScalarType.Float32 or ScalarType.Float64 or ScalarType.Float16 or ScalarType.BFloat16;

    private static (ScalarType Torch, DataType Onnx, ElementType? Spec) Row(ScalarType type)
    {
        var row = Array.Find(Table, row => row.Torch == type);
        return row.Onnx != DataType.Undefined
            ? row
            : throw new ExportException($"ONNX has no tensors of the type {type}. Convert to float32 or another type of ONNX's before.");
    }
}
