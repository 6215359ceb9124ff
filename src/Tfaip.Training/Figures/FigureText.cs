using System.Globalization;

namespace Tfaip.Training.Figures;

/// <summary>How numbers and durations are put into words, on a terminal and in reports.</summary>
internal static class FigureText
{
    public static string Metrics(IReadOnlyDictionary<string, double> metrics) =>
        string.Join(", ", metrics.Select(metric => $"{metric.Key} {Value(metric.Value)}"));

    public static string Value(double value) => value.ToString("G5", CultureInfo.InvariantCulture);

    public static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Duration(TimeSpan duration) => duration switch
    {
        { TotalSeconds: < 10 } => duration.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s",
        { TotalMinutes: < 2 } => duration.TotalSeconds.ToString("0", CultureInfo.InvariantCulture) + " s",
        { TotalHours: < 1 } => duration.ToString(@"m\:ss", CultureInfo.InvariantCulture) + " min",
        _ => ((long)duration.TotalHours).ToString(CultureInfo.InvariantCulture)
            + duration.ToString(@"\:mm\:ss", CultureInfo.InvariantCulture) + " h",
    };
}
