using System.Globalization;
using System.Text.RegularExpressions;

namespace Tfaip.Parameters.Shapes;

/// <summary>Numbers with units, exactly: <c>1.5k</c> is 1500.</summary>
internal static partial class Units
{
    private static readonly Dictionary<string, decimal> Counts = new() { ["k"] = 1e3m, ["M"] = 1e6m, ["G"] = 1e9m };

    private static readonly Dictionary<string, decimal> Bytes = new()
    {
        ["B"] = 1,
        ["kB"] = 1e3m,
        ["MB"] = 1e6m,
        ["GB"] = 1e9m,
        ["TB"] = 1e12m,
        ["KiB"] = 1L << 10,
        ["MiB"] = 1L << 20,
        ["GiB"] = 1L << 30,
        ["TiB"] = 1L << 40,
    };

    /// <summary>The number that a text with a unit stands for; null where it is none.</summary>
    public static decimal? Parse(UnitKind kind, string text)
    {
        if (Quantity().Match(text) is not { Success: true } match) return null;
        if (!(kind == UnitKind.Bytes ? Bytes : Counts).TryGetValue(match.Groups["unit"].Value, out var factor)) return null;
        if (!decimal.TryParse(
                match.Groups["number"].Value,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var number))
            return null;
        try
        {
            return number * factor;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>
    /// The same number with the unit as it must be written, where its letters are meant: <c>10K</c> is <c>10k</c>; null where there
    /// is none.
    /// </summary>
    public static string? Respell(UnitKind kind, string text)
    {
        if (Quantity().Match(text) is not { Success: true } match) return null;
        var (number, given) = (match.Groups["number"].Value, match.Groups["unit"].Value);
        var near = (kind == UnitKind.Bytes ? Bytes : Counts).Keys
            .Where(unit =>
                unit.Equals(given, StringComparison.OrdinalIgnoreCase) || unit.Equals($"{given}B", StringComparison.OrdinalIgnoreCase))
            .ToArray();
        return near is [var unit] ? number + unit : null;
    }

    /// <summary>How a number with such a unit is written, for messages.</summary>
    public static string Describe(UnitKind kind) => kind == UnitKind.Bytes ? "4096, 500MB or 2MiB" : "1500, 10k or 1.5M";

    // No more digits than a decimal holds to the last one.
    [GeneratedRegex(@"\A(?<number>[-+]?[0-9]{1,15}(?:\.[0-9]{1,9})?)(?<unit>[A-Za-z]{1,3})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Quantity();
}
