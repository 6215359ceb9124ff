using Tfaip.Training.Callbacks;
using Tfaip.Training.Reporting.Html.Charts;
using Tfaip.Training.Reporting.TensorBoard;

namespace Tfaip.Training.Reporting.Html;

/// <summary>
/// The curves of a run: the values of <c>metrics.jsonl</c>, a chart for each name with a curve for each split, and from the event files
/// what is measured of training itself.
/// </summary>
internal static class RunCurves
{
    /// <summary>The tags of event files that become charts of their own.</summary>
    private static readonly string[] OfEvents = [EventLog.LearningRate, EventLog.SamplesPerSecond];

    /// <summary>Reads the curves of a run directory.</summary>
    public static IReadOnlyList<Chart> Read(string runDirectory, EpochAxis axis)
    {
        var charts = new OrderedDictionary<string, OrderedDictionary<string, List<ChartPoint>>>(StringComparer.Ordinal);
        var metrics = Path.Combine(runDirectory, MetricsLog.FileName);
        foreach (var logged in File.Exists(metrics) ? MetricsLog.Read(metrics) : [])
        {
            Add(charts, logged.Name, logged.Split, new(axis.PlaceOf(logged.Step), logged.Value));
        }

        var events = Path.Combine(runDirectory, EventLog.FolderName);
        var files = Directory.Exists(events) ? Directory.GetFiles(events, "events.out.tfevents.*", SearchOption.AllDirectories) : [];

        // Training before the others, and of one split the files in the order of their names, which is that of the steps.
        foreach (var file in files.OrderBy(file => !IsOfTraining(file)).ThenBy(file => file, StringComparer.Ordinal))
        {
            var split = Path.GetFileName(Path.GetDirectoryName(file)!);
            var values =
                from one in EventFile.ReadAll(file)
                from value in one.Summary?.Value ?? []
                where OfEvents.Contains(value.Tag)
                select (value.Tag, Point: new ChartPoint(axis.PlaceOf(one.Step), value.SimpleValue));
            foreach (var (tag, point) in values) Add(charts, tag.Replace('_', ' '), split, point);
        }

        // One loss alone is the total: the same curve under two names says nothing more.
        var drawn = charts.DistinctBy(
            chart => string.Join('\n', chart.Value.Select(series => $"{series.Key} {string.Join(' ', series.Value)}")));
        return [.. drawn.Select(
            chart => new Chart(chart.Key, [.. chart.Value.Select(series => new ChartSeries(series.Key, series.Value))]))];
    }

    private static bool IsOfTraining(string file) => Path.GetFileName(Path.GetDirectoryName(file)) == EvaluationCompleted.Training;

    private static void Add(
        OrderedDictionary<string, OrderedDictionary<string, List<ChartPoint>>> charts, string name, string split, ChartPoint point)
    {
        if (!charts.TryGetValue(name, out var series)) charts.Add(name, series = new(StringComparer.Ordinal));
        if (!series.TryGetValue(split, out var points)) series.Add(split, points = []);
        points.Add(point);
    }
}
