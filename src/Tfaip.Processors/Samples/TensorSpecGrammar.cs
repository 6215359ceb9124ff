namespace Tfaip.Processors.Samples;

/// <summary>The words of <see cref="TensorSpec"/>'s grammar.</summary>
internal static class TensorSpecGrammar
{
    /// <summary>The names of the element types, in the order of the enumeration.</summary>
    public static string TypeNames { get; } = string.Join(", ", Elements.All.Select(type => type.Name));

    public static ElementType? FindType(string name) => Elements.All.FirstOrDefault(type => type.Name == name)?.Type;

    public static bool IsTensorName(string text) =>
        text.Length > 0 && !text.Any(c => IsPunctuation(c) || char.IsWhiteSpace(c) || char.IsControl(c));

    public static bool IsSizeName(string text) =>
        text.Length > 0
        && (char.IsLetter(text[0]) || text[0] is '_' or '(')
        && !char.IsWhiteSpace(text[^1])
        && !text.Any(c => IsPunctuation(c) || char.IsControl(c));

    private static bool IsPunctuation(char c) => c is ':' or ';' or ',' or '[' or ']';
}
