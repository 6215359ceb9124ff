using System.Globalization;

namespace Tfaip.Processors.Parameters;

/// <summary>Binds texts to numbers, truth values, names and strings.</summary>
internal static class ScalarBinding
{
    public static bool TryBind(BindingTarget target, ConfigNode node, ErrorList errors, out object? value)
    {
        value = null;
        var type = target.Shape.Type;
        if (node is not ScalarNode { Text: { } text } scalar) return Refuse(target, node, errors);
        if (type == typeof(string))
        {
            if (target.IsPath && text.Contains('\0'))
                return errors.Add(node.Origin, $"{target.Name} is a path, which cannot have the character NUL.");
            value = target.IsPath ? Resolve(text, node.Origin) : text;
            return true;
        }

        value = type.IsEnum ? ParseEnum(type, text) : type == typeof(TimeSpan) ? ParseTimeSpan(text) : ParseNumber(type, scalar, text);
        if (value is not null) return true;
        var hint = type.IsEnum ? Suggestions.DidYouMean(text, Enum.GetNames(type).Select(Naming.ToSnakeCase))
            : scalar.IsQuoted && ParseNumber(type, scalar with { IsQuoted = false }, text) is not null ? " Leave the quotes out."
            : "";
        return Refuse(target, node, errors, hint);
    }

    private static bool Refuse(BindingTarget target, ConfigNode node, ErrorList errors, string hint = "")
    {
        var isWhole = node is ScalarNode { IsQuoted: false, Text: { } text } && text.AsSpan().TrimStart("+-") is { Length: > 0 } digits
            && !digits.ContainsAnyExceptInRange('0', '9');
        var expected = (isWhole ? Expectations.OfRange(target.Shape.Type) : null) ?? Expectations.Of(target.Shape);
        return errors.Add(node.Origin, $"{target.Name} must be {expected}, not {Expectations.Given(node)}.{hint}");
    }

    private static string Resolve(string path, Origin origin) => origin switch
    {
        _ when path.Length == 0 => path,
        FileOrigin file => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file.File)) ?? "", path)),
        ArgumentOrigin => Path.GetFullPath(path),
        // A variable's value stands where the expression does; that of another parameter where it was written, a default nowhere.
        InterpolatedOrigin reference => Resolve(path, reference.Source ?? reference.At),
        _ => path,
    };

    private static object? ParseEnum(Type type, string text) =>
        Enum.GetNames(type).FirstOrDefault(name => Naming.ToSnakeCase(name) == text) is { } member ? Enum.Parse(type, member) : null;

    private static TimeSpan? ParseTimeSpan(string text) =>
        text.Contains(':') && TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var span) ? span : null;

    private static object? ParseNumber(Type type, ScalarNode scalar, string text)
    {
        const NumberStyles Whole = NumberStyles.AllowLeadingSign;
        var culture = CultureInfo.InvariantCulture;
        // JSON has no way to write these numbers but as strings.
        if (scalar.IsQuoted && text is not (ScalarText.Infinity or ScalarText.MinusInfinity or ScalarText.NotANumber)) return null;
        return Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean => text switch { "true" => true, "false" => false, _ => null },
            TypeCode.Double => ScalarText.TryParseNumber(text, out var number) ? number : null,
            TypeCode.Single => ScalarText.TryParseNumber(text, out var number) ? ToSingle(text, number) : null,
            TypeCode.Byte => byte.TryParse(text, Whole, culture, out var number) ? number : null,
            TypeCode.SByte => sbyte.TryParse(text, Whole, culture, out var number) ? number : null,
            TypeCode.Int16 => short.TryParse(text, Whole, culture, out var number) ? number : null,
            TypeCode.UInt16 => ushort.TryParse(text, Whole, culture, out var number) ? number : null,
            TypeCode.Int32 => int.TryParse(text, Whole, culture, out var number) ? number : null,
            TypeCode.UInt32 => uint.TryParse(text, Whole, culture, out var number) ? number : null,
            TypeCode.Int64 => long.TryParse(text, Whole, culture, out var number) ? number : null,
            TypeCode.UInt64 => ulong.TryParse(text, Whole, culture, out var number) ? number : null,
            _ => null,
        };
    }

    // Parsed from the text, since rounding twice may give a neighbour.
    private static float? ToSingle(string text, double number)
    {
        if (!double.IsFinite(number)) return (float)number;
        var single = float.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return float.IsFinite(single) ? single : null;
    }
}
