using Tfaip.Processors.Samples;
using static TorchSharp.torch;

namespace Tfaip.Torch;

/// <summary>TorchSharp's element types, with those of samples and the names in safetensors files.</summary>
internal static class TorchTypes
{
    private static readonly (ScalarType Torch, ElementType? Element, string SafeTensors)[] Table =
    [
        (ScalarType.Float64, ElementType.Float64, "F64"),
        (ScalarType.Float32, ElementType.Float32, "F32"),
        (ScalarType.Float16, ElementType.Float16, "F16"),

        // .NET has no such type, so samples have none.
        (ScalarType.BFloat16, null, "BF16"),
        (ScalarType.Int64, ElementType.Int64, "I64"),
        (ScalarType.Int32, ElementType.Int32, "I32"),
        (ScalarType.Int16, ElementType.Int16, "I16"),
        (ScalarType.Int8, ElementType.Int8, "I8"),
        (ScalarType.Byte, ElementType.UInt8, "U8"),
        (ScalarType.Bool, ElementType.Bool, "BOOL"),
    ];

    /// <summary>All names of safetensors, for messages.</summary>
    public static string SafeTensorsNames { get; } = string.Join(", ", Table.Select(row => row.SafeTensors));

    /// <summary>TorchSharp's type for one of samples.</summary>
    public static ScalarType Of(ElementType type) => Array.Find(Table, row => row.Element == type) is { SafeTensors: not null } row
        ? row.Torch
        : throw new ArgumentOutOfRangeException(nameof(type), type, "There is no such element type.");

    /// <summary>The element type of samples, or null where they have none.</summary>
    public static ElementType? ToElement(ScalarType type) => Row(type).Element;

    /// <summary>The name in safetensors files, or null where they have none.</summary>
    public static string? ToSafeTensors(ScalarType type) => Row(type).SafeTensors;

    /// <summary>The type of a name in safetensors files.</summary>
    public static bool TryParseSafeTensors(string name, out ScalarType type)
    {
        var row = Array.Find(Table, row => row.SafeTensors == name);
        type = row.Torch;
        return row.SafeTensors is not null;
    }

    /// <summary>The bytes of an element of a type that safetensors files have.</summary>
    public static int SizeOf(ScalarType type) => ToElement(type) is { } element ? Elements.Of(element).Size : sizeof(ushort);

    /// <summary>Whether it is a type of floating point.</summary>
    public static bool IsFloat(ScalarType type) =>
        type == ScalarType.BFloat16 || (ToElement(type) is { } element && Elements.Of(element).IsFloat);

    private static (ScalarType Torch, ElementType? Element, string? SafeTensors) Row(ScalarType type) =>
        Array.Find(Table, row => row.Torch == type);
}
