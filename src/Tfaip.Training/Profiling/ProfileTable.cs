using System.Globalization;

namespace Tfaip.Training.Profiling;

/// <summary>What the profiled steps spent their time on.</summary>
internal static class ProfileTable
{
    /// <summary>
    /// A line for each kind of event on the training thread, the longest first, and how much of the time no event covers.
    /// </summary>
    public static IEnumerable<string> Lines(IReadOnlyList<TraceEvent> events, int mainThread, TimeSpan total)
    {
        var groups = events.Where(one => one.Thread == mainThread).GroupBy(one => one.Name)
            .Select(group => (Name: group.Key, Calls: group.Count(), Time: Sum(group)))
            .OrderByDescending(group => group.Time)
            .ToList();
        yield return string.Create(CultureInfo.InvariantCulture, $"{"",-14}{"calls",8}{"ms",12}{"ms a call",12}{"share",8}");
        foreach (var (name, calls, time) in groups) yield return Line(name, calls, time, total);
        var other = total - Sum(groups.Select(group => group.Time));
        yield return Line("(other)", 1, other < TimeSpan.Zero ? TimeSpan.Zero : other, total);
    }

    private static string Line(string name, int calls, TimeSpan time, TimeSpan total) => string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-14}{calls,8}{time.TotalMilliseconds,12:F2}{time.TotalMilliseconds / calls,12:F3}"
        + $"{(total > TimeSpan.Zero ? 100 * (time / total) : 0),7:F1}%");

    private static TimeSpan Sum(IEnumerable<TraceEvent> events) => Sum(events.Select(one => one.Duration));

    private static TimeSpan Sum(IEnumerable<TimeSpan> times) => times.Aggregate(TimeSpan.Zero, (sum, time) => sum + time);
}
