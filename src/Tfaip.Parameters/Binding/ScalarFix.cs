using System.Globalization;
using Tfaip.Parameters.Shapes;
using Tfaip.Parameters.Trees;

namespace Tfaip.Parameters.Binding;

/// <summary>
/// What to write in place of a text that another tool would take for the value: <c>yes</c>, <c>10k</c>, <c>1e3</c> of a whole number.
/// </summary>
internal static class ScalarFix
{
    public static string? For(BindingTarget target, ScalarNode scalar)
    {
        var (type, text) = (target.Shape.Type, scalar.Text!);
        if (scalar.IsQuoted)
        {
            var isRight = type == typeof(TimeSpan)
                ? null
                : ScalarBinding.ParseNumber(type, text) ?? (target.Unit is { } unit ? Units.Parse(unit, text) : null);
            return isRight is null ? null : "Leave the quotes out.";
        }

        if (type == typeof(TimeSpan))
            return ScalarText.TryParseNumber(text, out var number) && number >= 0 && double.IsFinite(number)
                ? $"Write {text}s for seconds."
                : null;
        if (target.Unit is { } units && Units.Respell(units, text) is { } respelt && Units.Parse(units, respelt) is { } exact)
            return ScalarBinding.FromDecimal(type, exact) is null ? null : $"Write {respelt}.";
        var meant = type == typeof(bool)
            ? Truth(text)
            : Number(text) is { } value ? ScalarBinding.FromDecimal(type, value) : NotFinite(type, text);
        return meant is null ? null : $"Write {ScalarText.Of(meant)}.";
    }

    private static object? Truth(string text) => text.ToLowerInvariant() switch
    {
        "true" or "yes" or "on" => true,
        "false" or "no" or "off" => false,
        _ => null,
    };

    private static object? NotFinite(Type type, string text) =>
        type != typeof(double) && type != typeof(float) ? null : text.ToLowerInvariant() switch
        {
            "inf" or "infinity" or "+inf" or "+.inf" or ScalarText.Infinity => double.PositiveInfinity,
            "-inf" or "-infinity" or ScalarText.MinusInfinity => double.NegativeInfinity,
            "nan" or ScalarText.NotANumber => double.NaN,
            _ => null,
        };

    private static decimal? Number(string text)
    {
        const NumberStyles Float = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        var culture = CultureInfo.InvariantCulture;
        if (text.Length > 40) return null;
        if (Units.Parse(UnitKind.Count, text) is { } count) return count;
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            return long.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, culture, out var hex) ? hex : null;
        if (text.EndsWith('%'))
            return decimal.TryParse(text.AsSpan(0, text.Length - 1), Float, culture, out var percent) ? percent / 100 : null;
        // 1_000 and 1,000 group digits by threes; 1,5 does not, and is not decided.
        var grouped = text.Replace('_', ',');
        if (grouped.Contains(',', StringComparison.Ordinal))
        {
            var groups = grouped.TrimStart('-', '+').Split(',');
            if (groups[0].Length is 0 or > 3 || groups.Skip(1).Any(group => group.Length != 3)) return null;
            text = grouped.Replace(",", "", StringComparison.Ordinal);
        }

        return decimal.TryParse(text, Float, culture, out var number) ? number : null;
    }
}
