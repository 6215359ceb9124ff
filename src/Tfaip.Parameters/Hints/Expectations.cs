using Tfaip.Parameters.Resources;
using Tfaip.Parameters.Shapes;
using Tfaip.Parameters.Trees;

namespace Tfaip.Parameters.Hints;

/// <summary>What messages say of the value that is wanted and of the one that is there.</summary>
internal static class Expectations
{
    private const int LongestText = 80;

    /// <summary>What is wanted: <c>a whole number from 0 to 255</c>.</summary>
    /// <param name="shape">What the value can be.</param>
    /// <param name="unit">The units that a number may have.</param>
    public static string Of(ValueShape shape, UnitKind? unit = null) => shape.Kind switch
    {
        ValueKind.List => "a list",
        ValueKind.Dictionary or ValueKind.Record or ValueKind.Polymorphic => "a mapping",
        _ when shape.Type.IsEnum => OneOf(Enum.GetNames(shape.Type).Select(Naming.ToSnakeCase)),
        _ when unit is { } kind => $"{OfScalar(shape.Type)}{(kind == UnitKind.Bytes ? " of bytes" : "")} such as {Units.Describe(kind)}",
        _ => OfScalar(shape.Type),
    };

    /// <summary>What is wanted where a whole number is there, but one that the type does not have.</summary>
    public static string? OfRange(Type type) => !type.IsEnum && Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.UInt64
        ? $"a whole number from {ScalarText.Of(type.GetField(nameof(int.MinValue))!.GetValue(null)!)} to "
            + $"{ScalarText.Of(type.GetField(nameof(int.MaxValue))!.GetValue(null)!)}"
        : null;

    /// <summary>What is there.</summary>
    public static string Given(ConfigNode node) => node switch
    {
        ScalarNode { Text: null } => "null",
        ScalarNode { IsQuoted: true, Text: var text } => $"the text \"{Short(text)}\"",
        ScalarNode { Text: var text } => $"'{Short(text)}'",
        SequenceNode => "a list",
        _ => "a mapping",
    };

    /// <summary>Names, one after the other.</summary>
    public static string All(IReadOnlyCollection<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);

    /// <summary>Names as the end of a sentence: <c>a, b and c</c>.</summary>
    public static string And(IReadOnlyList<string> names) => Joined(names, "and");

    /// <summary>Names as a choice: <c>a, b or c</c>.</summary>
    public static string Or(IReadOnlyList<string> names) => Joined(names, "or");

    /// <summary>A text that is not too long for a message, on one line.</summary>
    public static string Short(string text)
    {
        var cut = text.Length <= LongestText ? text : string.Concat(text.AsSpan(0, LongestText), "…");
        return string.Concat(cut.Select(c => char.IsControl(c) ? ' ' : c));
    }

    private static string Joined(IReadOnlyList<string> names, string last) =>
        names.Count < 2 ? names[0] : $"{string.Join(", ", names.Take(names.Count - 1))} {last} {names[^1]}";

    private static string OneOf(IEnumerable<string> names) => $"one of {string.Join(", ", names)}";

    private static string OfScalar(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.String => "text",
        TypeCode.Boolean => "true or false",
        TypeCode.Single or TypeCode.Double => "a number",
        >= TypeCode.SByte and <= TypeCode.UInt64 => "a whole number",
        _ when type == typeof(ResourceFile) => "the path of a file",
        _ => "a time span such as 30s, 1h30m or 1.12:30:00 (days.hours:minutes:seconds)",
    };
}
