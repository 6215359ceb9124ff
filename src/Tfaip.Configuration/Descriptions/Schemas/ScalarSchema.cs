using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Tfaip.Parameters;
using Tfaip.Parameters.Resources;
using Tfaip.Parameters.Shapes;

namespace Tfaip.Configuration.Descriptions.Schemas;

/// <summary>The schema of one text: a number, a truth value, a name, a text.</summary>
internal static class ScalarSchema
{
    /// <summary>What a text has in it that stands for another value.</summary>
    public const string Expression = @"\$\{";

    private const string TimeSpanPattern =
        @"^-?(?:[0-9]+\.)?(?:[01]?[0-9]|2[0-3]):[0-5]?[0-9]:[0-5]?[0-9](?:\.[0-9]{1,7})?$|" + TimeSpanWithUnits;

    private const string TimeSpanWithUnits =
        @"^-?(?=[0-9])(?:[0-9]+(?:\.[0-9]+)?d)?(?:[0-9]+(?:\.[0-9]+)?h)?(?:[0-9]+(?:\.[0-9]+)?m)?"
        + @"(?:[0-9]+(?:\.[0-9]+)?s)?(?:[0-9]+(?:\.[0-9]+)?ms)?$";

    private const string Quantity = @"[-+]?[0-9]{1,15}(?:\.[0-9]{1,9})?";

    /// <summary>Builds the schema. An expression may stand for any value.</summary>
    public static JsonObject Of(ValueShape shape, IReadOnlyList<ValidationAttribute> checks, UnitKind? unit)
    {
        var schema = shape.Type switch
        {
            { IsEnum: true } type => OfNames(Enum.GetNames(type).Select(Naming.ToSnakeCase)),
            var type when type == typeof(bool) => OfKind("boolean", []),
            var type when type == typeof(string) => OfText(checks),
            var type when type == typeof(ResourceFile) => OfText([.. checks, new MinLengthAttribute(1)]),
            var type when type == typeof(TimeSpan) =>
                new() { ["type"] = new JsonArray("string"), ["pattern"] = $"{TimeSpanPattern}|{Expression}" },
            var type => OfNumber(type, checks, unit),
        };
        if (!shape.IsNullable || checks.Any(check => check is RequiredAttribute)) return schema;
        if (schema["type"] is JsonArray types) types.Add("null");
        else ((JsonArray)schema["anyOf"]!).Add(new JsonObject { ["type"] = "null" });
        return schema;
    }

    /// <summary>One of some names.</summary>
    public static JsonObject OfNames(IEnumerable<string> names) => new()
    {
        ["anyOf"] =
            new JsonArray(new JsonObject { ["enum"] = Strings(names) }, new JsonObject { ["type"] = "string", ["pattern"] = Expression }),
    };

    public static JsonArray Strings(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];

    // One type besides texts, and of texts those that stand for it.
    private static JsonObject OfKind(string kind, string[] patterns) => new()
    {
        ["type"] = new JsonArray(kind, "string"),
        ["pattern"] = patterns.Length == 0 ? Expression : $"^(?:{string.Join('|', patterns)})$|{Expression}",
    };

    private static JsonObject OfNumber(Type type, IReadOnlyList<ValidationAttribute> checks, UnitKind? unit)
    {
        string[] units = unit switch
        {
            UnitKind.Count => [$"{Quantity}[kMG]"],
            UnitKind.Bytes => [$"{Quantity}(?:k?B|[MGT]B|[KMGT]iB)"],
            _ => [],
        };
        var isReal = Type.GetTypeCode(type) is TypeCode.Single or TypeCode.Double;
        var schema = OfKind(isReal ? "number" : "integer", [.. units, .. isReal ? SpecialTexts(type, checks) : []]);
        if (!isReal)
        {
            schema["minimum"] = Number(type.GetField(nameof(int.MinValue))!.GetValue(null)!);
            schema["maximum"] = Number(type.GetField(nameof(int.MaxValue))!.GetValue(null)!);
        }
        else if (type == typeof(float))
        {
            schema["minimum"] = Number(float.MinValue);
            schema["maximum"] = Number(float.MaxValue);
        }

        foreach (var range in checks.OfType<RangeAttribute>()) AddBounds(schema, range, isReal);
        if (checks.OfType<AllowedValuesAttribute>().FirstOrDefault() is { Values: var allowed })
            return new()
            {
                ["anyOf"] = new JsonArray(
                new JsonObject { ["enum"] = new JsonArray([.. allowed.OfType<object>().Select(Number)]) },
                new JsonObject { ["type"] = "string", ["pattern"] = Expression })
            };
        return schema;
    }

    private static void AddBounds(JsonObject schema, RangeAttribute range, bool isReal)
    {
        if (!IsEndOfType(range.Minimum, isReal))
        {
            schema.Remove("minimum");
            schema[range.MinimumIsExclusive ? "exclusiveMinimum" : "minimum"] = Number(range.Minimum);
        }

        if (!IsEndOfType(range.Maximum, isReal))
        {
            schema.Remove("maximum");
            schema[range.MaximumIsExclusive ? "exclusiveMaximum" : "maximum"] = Number(range.Maximum);
        }
    }

    private static bool IsEndOfType(object bound, bool isReal) => bound switch
    {
        double.MinValue or double.MaxValue => true,
        int.MinValue or int.MaxValue or long.MinValue or long.MaxValue => isReal,
        double number => double.IsInfinity(number),
        _ => false,
    };

    // JSON has no way to write these numbers but as texts.
    private static string[] SpecialTexts(Type type, IReadOnlyList<ValidationAttribute> checks) =>
    [
        .. new[] { (".inf", double.PositiveInfinity), ("-.inf", double.NegativeInfinity), (".nan", double.NaN) }
            .Where(special => checks.OfType<RangeAttribute>()
                .All(range => range.IsValid(type == typeof(float) ? (object)(float)special.Item2 : special.Item2)))
            .Select(special => Regex.Escape(special.Item1)),
    ];

    private static JsonObject OfText(IReadOnlyList<ValidationAttribute> checks)
    {
        var patterns = Patterns(checks).ToArray();
        var types = new JsonArray("string");
        // A number in YAML is a text where a text is wanted: 16 is "16". Whether its text matches a pattern no schema can say: then quotes
        // are asked for.
        if (Array.TrueForAll(["0", "12", "1.5"], number => checks.All(check => check.IsValid(number)))) types.Add("number");
        if (checks.All(check => check.IsValid("true") && check.IsValid("false"))) types.Add("boolean");
        var schema = new JsonObject { ["type"] = types };
        if (patterns.Length == 1) schema["pattern"] = $"{patterns[0]}|{Expression}";
        else if (patterns.Length > 1)
            schema["allOf"] = new JsonArray([.. patterns.Select(pattern => new JsonObject { ["pattern"] = $"{pattern}|{Expression}" })]);
        foreach (var check in checks)
        {
            switch (check)
            {
                case MinLengthAttribute { Length: var least }: schema["minLength"] = least; break;
                case MaxLengthAttribute { Length: var most }: schema["maxLength"] = most; break;
                case LengthAttribute { MinimumLength: var least, MaximumLength: var most }:
                    (schema["minLength"], schema["maxLength"]) = (least, most);
                    break;
                case AllowedValuesAttribute { Values: var values }: return OfNames(values.OfType<string>());
            }
        }

        return schema;
    }

    private static IEnumerable<string> Patterns(IReadOnlyList<ValidationAttribute> checks)
    {
        foreach (var check in checks)
        {
            if (check is RequiredAttribute { AllowEmptyStrings: false }) yield return @"\S";
            // The attribute takes an empty text for none, which matches.
            if (check is RegularExpressionAttribute { Pattern: var pattern } && IsOfEcmaScript(pattern)) yield return $"^(?:{pattern})?$";
        }
    }

    // A pattern that JavaScript does not have is left out; the loader holds it.
    private static bool IsOfEcmaScript(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.ECMAScript);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static JsonNode Number(object number) => number switch
    {
        float or double => JsonValue.Create(Convert.ToDouble(number, CultureInfo.InvariantCulture)),
        ulong large => JsonValue.Create(large),
        string text => text,
        _ => JsonValue.Create(Convert.ToInt64(number, CultureInfo.InvariantCulture)),
    };
}
