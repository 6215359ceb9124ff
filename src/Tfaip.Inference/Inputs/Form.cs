using System.Globalization;
using System.Numerics.Tensors;
using Tfaip.Processors.Samples;

namespace Tfaip.Inference.Inputs;

/// <summary>Element type and shape of a tensor; a number has no axis.</summary>
internal sealed record Form(ElementType Type, nint[] Shape)
{
    /// <summary>The form of a value, or null where it is neither a tensor nor a number.</summary>
    public static Form? Of(object value) => value switch
    {
        Tensor<float> tensor => new(ElementType.Float32, [.. tensor.Lengths]),
        Tensor<double> tensor => new(ElementType.Float64, [.. tensor.Lengths]),
        Tensor<Half> tensor => new(ElementType.Float16, [.. tensor.Lengths]),
        Tensor<byte> tensor => new(ElementType.UInt8, [.. tensor.Lengths]),
        Tensor<sbyte> tensor => new(ElementType.Int8, [.. tensor.Lengths]),
        Tensor<short> tensor => new(ElementType.Int16, [.. tensor.Lengths]),
        Tensor<int> tensor => new(ElementType.Int32, [.. tensor.Lengths]),
        Tensor<long> tensor => new(ElementType.Int64, [.. tensor.Lengths]),
        Tensor<bool> tensor => new(ElementType.Bool, [.. tensor.Lengths]),
        float => new(ElementType.Float32, []),
        double => new(ElementType.Float64, []),
        Half => new(ElementType.Float16, []),
        byte => new(ElementType.UInt8, []),
        sbyte => new(ElementType.Int8, []),
        short => new(ElementType.Int16, []),
        int => new(ElementType.Int32, []),
        long => new(ElementType.Int64, []),
        bool => new(ElementType.Bool, []),
        _ => null,
    };

    /// <summary>The name of an element type in messages and files.</summary>
    public static string NameOf(ElementType type) => type.ToString().ToLowerInvariant();

    /// <summary>What messages say: <c>float32[8, 8]</c> or <c>int64 number</c>.</summary>
    public override string ToString() => Shape.Length == 0
        ? $"{NameOf(Type)} number"
        : $"{NameOf(Type)}[{string.Join(", ", Shape.Select(length => length.ToString(CultureInfo.InvariantCulture)))}]";
}
