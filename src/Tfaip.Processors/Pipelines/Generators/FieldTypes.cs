using Tfaip.Parameters;

namespace Tfaip.Processors.Pipelines.Generators;

/// <summary>The names of types in texts such as <c>COLUMN as TYPE</c>.</summary>
internal static class FieldTypes
{
    /// <summary>What stands before a type.</summary>
    public const string Word = " as ";

    /// <summary>The types that a field of a CSV file can have.</summary>
    public static IReadOnlyList<FieldType> OfCsv { get; } = [FieldType.Float32, FieldType.Int64, FieldType.String, FieldType.Path];

    /// <summary>The types that a field of a JSON object can have.</summary>
    public static IReadOnlyList<FieldType> OfJson { get; } =
        [FieldType.Float32, FieldType.Int64, FieldType.Bool, FieldType.String, FieldType.Path];

    /// <summary>The text before the type, and the type; null where there is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="types">The types that there are.</param>
    /// <param name="separators">What stands between the names of fields.</param>
    /// <param name="error">Makes the error of a type that there is not.</param>
    public static (string Field, FieldType? Type) Cut(
        string text, IReadOnlyList<FieldType> types, ReadOnlySpan<string> separators, Func<string, TfaipException> error)
    {
        var word = QuotedNames.Mask(text, separators).LastIndexOf(Word, StringComparison.Ordinal);
        if (word < 0) return (text, null);
        var name = text[(word + Word.Length)..].Trim();
        foreach (var type in types)
        {
            if (NameOf(type) == name) return (text[..word], type);
        }

        throw error($"there is no type '{name}'; there are: {string.Join(", ", types.Select(NameOf))}");
    }

    /// <summary>The name of a type.</summary>
    public static string NameOf(FieldType type) => type.ToString().ToLowerInvariant();
}
