using System.Globalization;
using System.Numerics;
using System.Reflection;

namespace Tfaip.Processors.Parameters;

/// <summary>Scalars as text: reading and writing every scalar type that a parameter can have, independent of the culture.</summary>
internal static class Scalars
{
    private const NumberStyles Whole = NumberStyles.AllowLeadingSign;

    public static bool IsScalar(Type type) => type == typeof(string) || type == typeof(bool) || type == typeof(TimeSpan)
        || type.IsEnum || IsWhole(type) || type == typeof(double) || type == typeof(float);

    /// <summary>What a value of the type is called in messages.</summary>
    public static string Describe(Type type) =>
        type == typeof(bool) ? "true or false"
        : type.IsEnum ? $"one of {string.Join(", ", EnumNames(type))}"
        : IsWhole(type) ? "a whole number"
        : type == typeof(double) || type == typeof(float) ? "a number"
        : type == typeof(TimeSpan) ? "a duration such as 0:10:00"
        : "text";

    /// <summary>Reads a scalar; null where the text is none of that type.</summary>
    public static object? Parse(Type type, string text, bool isQuoted)
    {
        var culture = CultureInfo.InvariantCulture;
        if (type == typeof(string)) return text;
        if (isQuoted) return null;
        if (type == typeof(bool)) return text switch { "true" => true, "false" => false, _ => null };
        if (type == typeof(TimeSpan)) return TimeSpan.TryParse(text, culture, out var span) ? span : null;
        if (type.IsEnum) return Enum.GetNames(type).FirstOrDefault(name => Naming.ToSnakeCase(name) == text) is { } found ? Enum.Parse(type, found) : null;
        if (type == typeof(double)) return ParseDouble(text);
        if (type == typeof(float)) return ParseDouble(text) is { } number ? (float)number : null;
        return BigInteger.TryParse(text, Whole, culture, out var whole) ? ToWhole(type, whole) : null;
    }

    public static string Format(object value) => value switch
    {
        bool truth => truth ? "true" : "false",
        double.PositiveInfinity or float.PositiveInfinity => ".inf",
        double.NegativeInfinity or float.NegativeInfinity => "-.inf",
        double.NaN or float.NaN => ".nan",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        Enum member => Naming.ToSnakeCase(member.ToString()),
        TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    public static IEnumerable<string> EnumNames(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => Naming.ToSnakeCase(field.Name));

    private static double? ParseDouble(string text) => text switch
    {
        ".inf" or "+.inf" => double.PositiveInfinity,
        "-.inf" => double.NegativeInfinity,
        ".nan" => double.NaN,
        _ => double.TryParse(
            text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value)
            && double.IsFinite(value) ? value : null,
    };

    private static bool IsWhole(Type type) => Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.UInt64 && !type.IsEnum;

    private static object? ToWhole(Type type, BigInteger value)
    {
        var (low, high) = Type.GetTypeCode(type) switch
        {
            TypeCode.SByte => ((BigInteger)sbyte.MinValue, (BigInteger)sbyte.MaxValue),
            TypeCode.Byte => (byte.MinValue, byte.MaxValue),
            TypeCode.Int16 => (short.MinValue, short.MaxValue),
            TypeCode.UInt16 => (ushort.MinValue, ushort.MaxValue),
            TypeCode.Int32 => (int.MinValue, int.MaxValue),
            TypeCode.UInt32 => (uint.MinValue, uint.MaxValue),
            TypeCode.Int64 => (long.MinValue, long.MaxValue),
            _ => (ulong.MinValue, ulong.MaxValue),
        };
        if (value < low || value > high) return null;
        return value < 0
            ? Convert.ChangeType((long)value, type, CultureInfo.InvariantCulture)
            : Convert.ChangeType((ulong)value, type, CultureInfo.InvariantCulture);
    }
}
