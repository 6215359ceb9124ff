using System.Globalization;
using System.Text.RegularExpressions;

namespace Tfaip.Parameters.Shapes;

/// <summary>How numbers and special values are written as text.</summary>
internal static partial class ScalarText
{
    public const string Infinity = ".inf";
    public const string MinusInfinity = "-.inf";
    public const string NotANumber = ".nan";

    /// <summary>
    /// Whether a reader of YAML, of this or an older version, could take the text for null, a truth value, a number, a date
    /// or a merge key, so that it must be quoted to be a string.
    /// </summary>
    public static bool LooksLikeOther(string text) => OtherThanText().IsMatch(text);

    /// <summary>Whether the text is a number as JSON writes it.</summary>
    public static bool IsJsonNumber(string text) => JsonNumber().IsMatch(text);

    /// <summary>Whether the text is a number with a fraction or an exponent at will.</summary>
    public static bool TryParseNumber(string text, out double number)
    {
        switch (text)
        {
            case Infinity: number = double.PositiveInfinity; return true;
            case MinusInfinity: number = double.NegativeInfinity; return true;
            case NotANumber: number = double.NaN; return true;
        }

        // Texts such as "Infinity" parse too, and too large a number parses as infinity: neither is what somebody wrote a number for.
        number = 0;
        return Number().IsMatch(text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number)
            && double.IsFinite(number);
    }

    /// <summary>The text of a number, a truth value, a time span, an enum member or a string, independent of the culture.</summary>
    public static string Of(object value) => value switch
    {
        double.PositiveInfinity or float.PositiveInfinity => Infinity,
        double.NegativeInfinity or float.NegativeInfinity => MinusInfinity,
        double.NaN or float.NaN => NotANumber,
        bool truth => truth ? "true" : "false",
        Enum member => Naming.ToSnakeCase(member.ToString()),
        TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
        // Of a float or a double the shortest text that reads back as the same number.
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    [GeneratedRegex(
        """
        \A(?:
            ~? | null | true | false | yes | no | on | off | y | n | = | <<
          | [-+]?\.?[0-9][0-9a-f_.:,x+-]*[tz0-9a-f_.:,+-]*
          | 0[xo][0-9a-f]*
          | [-+]?\.?(?:inf|nan)
        )\z
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace | RegexOptions.NonBacktracking)]
    private static partial Regex OtherThanText();

    [GeneratedRegex(
        @"\A-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex JsonNumber();

    [GeneratedRegex(
        @"\A[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}
