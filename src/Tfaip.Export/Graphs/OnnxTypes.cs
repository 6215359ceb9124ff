using Microsoft.ML.OnnxRuntime.Tensors;
using Tfaip.Export.Requests;
using Tfaip.Inference.Graphs;
using Tfaip.Processors.Samples;
using Tfaip.Torch;
using static TorchSharp.torch;

namespace Tfaip.Export.Graphs;

/// <summary>TorchSharp's types and ONNX's numbers for them.</summary>
internal static class OnnxTypes
{
    // What samples have, and bfloat16.
    private static readonly (ScalarType Torch, TensorElementType Onnx)[] Table =
    [
        .. Elements.All.Select(elements => (TorchTypes.Of(elements.Type), OrtTypes.Of(elements.Type))),
        (ScalarType.BFloat16, TensorElementType.BFloat16),
    ];

    /// <summary>ONNX Runtime's type, whose number is that of the type in ONNX.</summary>
    /// <exception cref="ExportException">ONNX has no such tensors.</exception>
    public static TensorElementType ToOnnx(ScalarType type) => Array.Find(Table, row => row.Torch == type) is { Onnx: not 0 } row
        ? row.Onnx
        : throw new ExportException($"ONNX has no tensors of the type {type}. Convert to float32 or another type of ONNX's before.");

    /// <summary>TorchSharp's type for one of ONNX Runtime's.</summary>
    public static ScalarType ToTorch(TensorElementType type) => Array.Find(Table, row => row.Onnx == type) is { Onnx: not 0 } row
        ? row.Torch
        : throw new NotSupportedException($"TorchSharp has no tensors of the type {type}.");

    /// <summary>The spec of an input as a file describes it.</summary>
    /// <exception cref="ExportException">Its type is none that specs have.</exception>
    public static TensorSpec ToSpec(Format.ValueInfoProto input, string file)
    {
        var type = input.Type?.TensorType ?? throw new ExportException($"The input '{input.Name}' of {file} is no tensor.");
        var element = OrtTypes.ToElement((TensorElementType)type.ElemType)
            ?? throw new ExportException(
                $"The input '{input.Name}' of {file} has the element type {type.ElemType}, which inputs of modules do not have.");
        return new(
            input.Name,
            element,
            [.. type.Shape.Dim.Select((size, axis) => size.ValueCase == Format.TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue
                ? Dimension.Fixed(size.DimValue)
                : Dimension.Free(size.DimParam is { Length: > 0 } name ? name : FormattableString.Invariant($"{input.Name}_{axis}")))]);
    }
}
