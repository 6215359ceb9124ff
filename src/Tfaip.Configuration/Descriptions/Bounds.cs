using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Tfaip.Configuration.Descriptions;

/// <summary>The bounds of a number that somebody set: the ends of its type are none.</summary>
/// <param name="Least">The least value as text, or null.</param>
/// <param name="IsLeastExclusive">Whether the least value itself is not allowed.</param>
/// <param name="Most">The greatest value as text, or null.</param>
/// <param name="IsMostExclusive">Whether the greatest value itself is not allowed.</param>
internal sealed record Bounds(string? Least, bool IsLeastExclusive, string? Most, bool IsMostExclusive)
{
    public static Bounds Of(RangeAttribute range)
    {
        ArgumentNullException.ThrowIfNull(range);
        // The least number above zero means just that: above zero.
        var isAboveZero = range.Minimum is double.Epsilon;
        return new(isAboveZero ? "0" : Text(range.Minimum),
            isAboveZero || range.MinimumIsExclusive, Text(range.Maximum), range.MaximumIsExclusive);
    }

    /// <summary>In words: <c>at least 1</c>; null where there are none.</summary>
    public string? InWords()
    {
        var least = Least is null ? null : $"{(IsLeastExclusive ? "greater than" : "at least")} {Least}";
        var most = Most is null ? null : $"{(IsMostExclusive ? "less than" : "at most")} {Most}";
        return (least, most) switch
        {
            (null, null) => null,
            (null, _) => most,
            (_, null) => least,
            _ when !IsLeastExclusive && !IsMostExclusive => $"from {Least} to {Most}",
            _ => $"{least} and {most}",
        };
    }

    private static string? Text(object bound) => bound switch
    {
        int.MinValue or int.MaxValue or long.MinValue or long.MaxValue or double.MinValue or double.MaxValue => null,
        double number when double.IsInfinity(number) || Math.Abs(number) is float.MaxValue or int.MaxValue or long.MaxValue => null,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => bound.ToString(),
    };
}
