using System.Text.Json;
using Tfaip.Parameters;

namespace Tfaip.Processors.Pipelines.Generators.Json;

/// <summary>What one value of a sample is made of: a field of an object, and a type.</summary>
/// <param name="Key">The name of the input or target.</param>
/// <param name="Names">The names of the field, from the outermost object to the innermost.</param>
/// <param name="Type">The type; null for that of the JSON value.</param>
/// <param name="NumberType">The type of numbers where <paramref name="Type"/> is null.</param>
internal sealed record JsonField(string Key, IReadOnlyList<string> Names, FieldType? Type, FieldType NumberType)
{
    private const string Separator = ".";

    /// <summary>How messages call the field.</summary>
    public string Name => NameOf(Names);

    /// <summary>Reads <c>FIELD[.FIELD]… [as TYPE]</c>, where a field may stand in double quotes.</summary>
    /// <param name="what">"input" or "target", for messages.</param>
    /// <param name="key">The name of the input or target.</param>
    /// <param name="text">The text.</param>
    /// <param name="numberType">The type of numbers where the text has no type.</param>
    public static JsonField Parse(string what, string key, string text, FieldType numberType)
    {
        var (field, type) = FieldTypes.Cut(text, FieldTypes.OfJson, [Separator], Error);
        var names = QuotedNames.Split(field, '.', Separator).Select(part => QuotedNames.Read(part, Error)).ToList();
        return names.All(name => name.Name.Length > 0 || name.IsQuoted)
            ? new(key, [.. names.Select(name => name.Name)], type, numberType)
            : throw Error("the name of a field is missing");

        TfaipException Error(string problem) => new($"The field of the {what} '{key}' is given as '{text}': {problem}.");
    }

    /// <summary>The field's value in an object.</summary>
    /// <exception cref="TfaipException">There is none; the message does not say where.</exception>
    public JsonElement Find(JsonElement root)
    {
        var value = root;
        for (var i = 0; i < Names.Count; i++)
        {
            if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty(Names[i], out var inner))
            {
                value = inner;
                continue;
            }

            var owner = i == 0 ? "the line" : $"the field '{NameOf(Names.Take(i))}'";
            throw new TfaipException(value.ValueKind == JsonValueKind.Object
                ? $"{owner} has no field '{Names[i]}'; it has: "
                    + $"{string.Join(", ", value.EnumerateObject().Select(property => property.Name))}."
                : $"{owner} is {JsonValues.Describe(value)}, not an object with a field '{Names[i]}'.");
        }

        return value;
    }

    private static string NameOf(IEnumerable<string> names) => string.Join(
        Separator, names.Select(name => name.All(char.IsAsciiDigit) ? name : QuotedNames.Write(name, Separator, FieldTypes.Word)));
}
