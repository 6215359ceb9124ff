using static TorchSharp.torch;

namespace Tfaip.Torch.Weights;

/// <summary>The element types of safetensors files, and TorchSharp's for them.</summary>
internal static class SafeTensorTypes
{
    private static readonly (string Name, ScalarType Type, int Size)[] Table =
    [
        ("F64", ScalarType.Float64, 8),
        ("F32", ScalarType.Float32, 4),
        ("F16", ScalarType.Float16, 2),
        ("BF16", ScalarType.BFloat16, 2),
        ("I64", ScalarType.Int64, 8),
        ("I32", ScalarType.Int32, 4),
        ("I16", ScalarType.Int16, 2),
        ("I8", ScalarType.Int8, 1),
        ("U8", ScalarType.Byte, 1),
        ("BOOL", ScalarType.Bool, 1),
    ];

    /// <summary>All names, for messages.</summary>
    public static string Names { get; } = string.Join(", ", Table.Select(row => row.Name));

    /// <summary>The type of a name.</summary>
    public static bool TryParse(string name, out ScalarType type)
    {
        var row = Array.Find(Table, row => row.Name == name);
        type = row.Type;
        return row.Name is not null;
    }

    /// <summary>The name of a type; null where safetensors has none.</summary>
    public static string? NameOf(ScalarType type) => Array.Find(Table, row => row.Type == type).Name;

    /// <summary>Bytes of an element.</summary>
    public static int SizeOf(ScalarType type) => Array.Find(Table, row => row.Type == type).Size;
}
