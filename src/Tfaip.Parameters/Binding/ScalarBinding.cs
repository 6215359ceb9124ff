using System.Globalization;
using Tfaip.Parameters.Hints;
using Tfaip.Parameters.Resources;
using Tfaip.Parameters.Shapes;
using Tfaip.Parameters.Trees;

namespace Tfaip.Parameters.Binding;

/// <summary>Binds texts to numbers, truth values, names and strings.</summary>
internal static class ScalarBinding
{
    public static bool TryBind(
        BindingTarget target, ConfigNode node, ErrorList errors, Func<string, ReadOnlyMemory<byte>>? resources, out object? value)
    {
        value = null;
        var type = target.Shape.Type;
        if (node is not ScalarNode { Text: { } text } scalar) return Refuse(target, node, errors, null);
        if (target.IsPath && text.Contains('\0') && (type == typeof(string) || type == typeof(ResourceFile)))
            return errors.Add(node.Origin, $"{target.Name} is a path, which cannot have the character NUL.");
        if (type == typeof(ResourceFile))
        {
            if (text.Length == 0) return errors.Add(node.Origin, $"{target.Name} must not be empty; give {Expectations.Of(target.Shape)}.");
            value = resources is null
                ? new ResourceFile(Resolve(text, node.Origin)) { Origin = node.Origin }
                : new ResourceFile(text, resources);
            return true;
        }

        if (type == typeof(string))
        {
            value = target.IsPath ? Resolve(text, node.Origin) : text;
            return true;
        }

        value = type.IsEnum ? ParseEnum(type, text) : type == typeof(TimeSpan) ? TimeSpans.Parse(text) : ParseNumber(target, scalar);
        if (value is not null) return true;
        if (!type.IsEnum) return Refuse(target, node, errors, ScalarFix.For(target, scalar));
        var near = Suggestions.Ranked(text, NamesOf(type));
        return errors.Add(node.Origin, new ErrorText(Message(target, node), Suggestions.DidYouMean(near)) { Suggestions = near });
    }

    /// <summary>The number or truth value of a text that is not quoted, without a unit; null where it is none of the type.</summary>
    public static object? ParseNumber(Type type, string text)
    {
        const NumberStyles Whole = NumberStyles.AllowLeadingSign;
        var culture = CultureInfo.InvariantCulture;
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

    /// <summary>The number of the type that is the same as an exact one; null where the type does not have it.</summary>
    public static object? FromDecimal(Type type, decimal number) =>
        // Without the zeros at the end that a decimal keeps.
        ParseNumber(type, number.ToString("0.############################", CultureInfo.InvariantCulture));

    private static object? ParseNumber(BindingTarget target, ScalarNode scalar)
    {
        var (type, text) = (target.Shape.Type, scalar.Text!);
        // JSON has no way to write these numbers but as strings.
        if (scalar.IsQuoted && text is not (ScalarText.Infinity or ScalarText.MinusInfinity or ScalarText.NotANumber)) return null;
        return ParseNumber(type, text)
            ?? (target.Unit is { } unit && Units.Parse(unit, text) is { } number ? FromDecimal(type, number) : null);
    }

    private static bool Refuse(BindingTarget target, ConfigNode node, ErrorList errors, string? fix) =>
        errors.Add(node.Origin, Message(target, node), fix);

    private static string Message(BindingTarget target, ConfigNode node)
    {
        var isWhole = node is ScalarNode { IsQuoted: false, Text: { } text }
            && ((text.AsSpan().TrimStart("+-") is { Length: > 0 } digits && !digits.ContainsAnyExceptInRange('0', '9'))
                || (target.Unit is { } unit && Units.Parse(unit, text) is { } number && number == decimal.Truncate(number)));
        var expected = (isWhole ? Expectations.OfRange(target.Shape.Type) : null) ?? Expectations.Of(target.Shape, target.Unit);
        return $"{target.Name} must be {expected}, not {Expectations.Given(node)}.";
    }

    private static IEnumerable<string> NamesOf(Type type) => Enum.GetNames(type).Select(Naming.ToSnakeCase);

    private static string Resolve(string path, Origin origin) => origin switch
    {
        _ when path.Length == 0 => path,
        FileOrigin file => MovedPath.Resolve(path, Path.GetDirectoryName(Path.GetFullPath(file.File)) ?? "", file.FormerFolder),
        ArgumentOrigin => Path.GetFullPath(path),
        // A variable's value stands where the expression does; that of another parameter where it was written, a default nowhere.
        InterpolatedOrigin reference => Resolve(path, reference.Source ?? reference.At),
        _ => path,
    };

    private static object? ParseEnum(Type type, string text) =>
        Enum.GetNames(type).FirstOrDefault(name => Naming.ToSnakeCase(name) == text) is { } member ? Enum.Parse(type, member) : null;

    // Parsed from the text, since rounding twice may give a neighbour.
    private static float? ToSingle(string text, double number)
    {
        if (!double.IsFinite(number)) return (float)number;
        var single = float.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return float.IsFinite(single) ? single : null;
    }
}
