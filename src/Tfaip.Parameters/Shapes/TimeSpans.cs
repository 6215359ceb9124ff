using System.Globalization;
using System.Text.RegularExpressions;

namespace Tfaip.Parameters.Shapes;

/// <summary>Time spans: <c>1.12:30:00</c> (days.hours:minutes:seconds), or with units, <c>1d12h30m</c>, <c>30s</c>, <c>250ms</c>.</summary>
internal static partial class TimeSpans
{
    private static readonly (string Group, decimal Ticks)[] Parts =
    [
        ("days", TimeSpan.TicksPerDay), ("hours", TimeSpan.TicksPerHour), ("minutes", TimeSpan.TicksPerMinute),
        ("seconds", TimeSpan.TicksPerSecond), ("milliseconds", TimeSpan.TicksPerMillisecond),
    ];

    /// <summary>Reads a time span; null where the text is none.</summary>
    public static TimeSpan? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Contains(':', StringComparison.Ordinal))
            return TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var span) ? span : null;
        if (WithUnits().Match(text) is not { Success: true } match) return null;
        var ticks = 0m;
        foreach (var (group, each) in Parts)
        {
            if (match.Groups[group] is { Success: true, Value: var number })
                ticks += decimal.Parse(number, CultureInfo.InvariantCulture) * each;
        }

        // A tick is what a time span is made of: nothing is rounded.
        return ticks <= long.MaxValue && ticks == decimal.Truncate(ticks)
            ? new TimeSpan((long)ticks * (match.Groups["minus"].Success ? -1 : 1))
            : null;
    }

    [GeneratedRegex(
        """
        \A (?=.) (?<minus>-)?
        (?:(?<days>[0-9]{1,9}(?:\.[0-9]{1,9})?)d)?
        (?:(?<hours>[0-9]{1,9}(?:\.[0-9]{1,9})?)h)?
        (?:(?<minutes>[0-9]{1,9}(?:\.[0-9]{1,9})?)m)?
        (?:(?<seconds>[0-9]{1,9}(?:\.[0-9]{1,9})?)s)?
        (?:(?<milliseconds>[0-9]{1,9}(?:\.[0-9]{1,9})?)ms)?
        (?<=[a-z]) \z
        """,
        RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex WithUnits();
}
