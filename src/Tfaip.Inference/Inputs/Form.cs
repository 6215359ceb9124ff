using System.Globalization;
using Tfaip.Processors.Samples;

namespace Tfaip.Inference.Inputs;

/// <summary>Element type and shape of a tensor; a number has no axis.</summary>
internal sealed record Form(ElementType Type, nint[] Shape)
{
    /// <summary>The form of a value, or null where it is neither a tensor nor a number.</summary>
    public static Form? Of(object value) =>
        Elements.Of(value) is { } elements ? new(elements.Type, elements.IsTensor(value) ? [.. elements.ShapeOf(value)] : []) : null;

    /// <summary>What messages say: <c>float32[8, 8]</c> or <c>int64 number</c>.</summary>
    public override string ToString() => Shape.Length == 0
        ? $"{Elements.Of(Type).Name} number"
        : $"{Elements.Of(Type).Name}[{string.Join(", ", Shape.Select(length => length.ToString(CultureInfo.InvariantCulture)))}]";
}
