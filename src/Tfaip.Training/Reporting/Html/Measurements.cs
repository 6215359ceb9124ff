using System.Globalization;
using Tfaip.Training.Metrics.Reports;
using Tfaip.Training.Reporting.Html.Charts;

namespace Tfaip.Training.Reporting.Html;

/// <summary>Draws what metrics measure besides numbers.</summary>
internal static class Measurements
{
    // Beyond that a table says less than the numbers that lead to it.
    private const int MostClasses = 60;

    /// <summary>A report of a metric as HTML.</summary>
    public static Html Of(MetricReport report) => report switch
    {
        ConfusionReport confusion => Matrix(confusion),
        LargeConfusionReport confusion => LargeMatrix(confusion),
        ClassValuesReport values => Values(values),
        CurveReport curves => Curves(curves),
        ErrorReport errors => Errors(errors),
        _ => throw new NotSupportedException($"{report.GetType().Name} cannot be drawn."),
    };

    private static Html Matrix(ConfusionReport report)
    {
        if (report.Labels.Count > MostClasses)
        {
            return Html.Of($"<p class=\"faint\">{report.Labels.Count} classes: more than a table shows. The counts are in {MeasurementFile.FileName}.</p>");
        }

        var head = Html.Concat(report.Labels.Select(label => Html.Of($"<th>{label}</th>")));
        var rows = report.Labels.Zip(report.Counts).Index().Select(row => Row(row.Item.First, row.Item.Second, row.Index));
        var (all, right) = (report.Counts.Sum(row => row.Sum()), report.Counts.Index().Sum(row => row.Item[row.Index]));
        var precisions = report.Labels.Index().Select(label => (Right: report.Counts[label.Index][label.Index], All: report.Counts.Sum(row => row[label.Index])))
            .Select(column => Html.Of($"<td class=\"total\">{Share(column.Right, column.All)}</td>"));
        return Html.Of(
            $"<p>{right:0.##} of {all:0.##} are right, {Share(right, all)}.</p><table class=\"matrix\"><tr><th>target \\ answer</th>{head}<th>recall</th></tr>{Html.Concat(rows)}<tr><th>precision</th>{Html.Concat(precisions)}<td></td></tr></table>");
    }

    // A class that never comes, or is never answered, has none.
    private static string Share(double part, double all) => all > 0 ? string.Create(CultureInfo.InvariantCulture, $"{100 * part / all:0.#}%") : "–";

    private static Html Row(string label, IReadOnlyList<double> counts, int diagonal)
    {
        var total = counts.Sum();
        var cells = counts.Index().Select(cell => Cell(cell.Item, total, cell.Index == diagonal));
        return Html.Of($"<tr><th>{label}</th>{Html.Concat(cells)}<td class=\"total\">{Share(counts[diagonal], total)}</td></tr>");
    }

    // The darker, the larger its share of the row; right answers and wrong ones in two colours.
    private static Html Cell(double count, double total, bool isRight)
    {
        if (count == 0) return Html.Of($"<td></td>");
        var style = string.Create(
            CultureInfo.InvariantCulture,
            $"background: color-mix(in srgb, var(--{(isRight ? "s2" : "s1")}) {Math.Round(100 * Math.Sqrt(count / total) * 0.8)}%, transparent)");
        return Html.Of($"<td style=\"{style}\">{count:0.##}</td>");
    }

    private static Html LargeMatrix(LargeConfusionReport report) => Html.Of(
        $"<p>{report.Right:0.##} of {report.Count:0.##} are right, {Share(report.Right, report.Count)}, over {report.Classes} classes.{Where(report)}</p>{Pairs(report.Pairs)}{Tallies("The classes with the most errors", report.Worst)}{Tallies("The largest classes", report.Largest)}");

    private static Html Where(MetricReport report) => report.File is { } file ? Html.Of($" All of it is in {file}.") : Html.Of($"");

    private static Html Pairs(IReadOnlyList<ConfusedPair> pairs)
    {
        var rows = pairs.Select(pair => Html.Of($"<tr><td>{pair.Target}</td><td>{pair.Answer}</td><td class=\"number\">{pair.Count:0.##}</td></tr>"));
        return Html.Of($"<p>Most often confused:</p><table><tr><th>target</th><th>answer</th><th class=\"number\">count</th></tr>{Html.Concat(rows)}</table>");
    }

    private static Html Tallies(string title, IReadOnlyList<ClassTally> tallies)
    {
        var rows = tallies.Select(tally => Html.Of(
            $"<tr><td>{tally.Label}</td><td class=\"number\">{tally.Targets:0.##}</td><td class=\"number\">{Share(tally.Right, tally.Targets)}</td><td class=\"number\">{Share(tally.Right, tally.Answers)}</td></tr>"));
        return Html.Of(
            $"<p>{title}:</p><table><tr><th>class</th><th class=\"number\">targets</th><th class=\"number\">recall</th><th class=\"number\">precision</th></tr>{Html.Concat(rows)}</table>");
    }

    private static Html Values(ClassValuesReport report) =>
        Html.Of($"<p>{report.Classes} classes.{Where(report)}</p>{Values("The lowest values", report.Worst)}{Values("The largest classes", report.Largest)}");

    private static Html Values(string title, IReadOnlyList<ClassValue> values)
    {
        var rows = values.Select(value => Html.Of($"<tr><td>{value.Label}</td><td class=\"number\">{value.Value:0.####}</td><td class=\"number\">{value.Targets:0.##}</td></tr>"));
        return Html.Of($"<p>{title}:</p><table><tr><th>class</th><th class=\"number\">value</th><th class=\"number\">targets</th></tr>{Html.Concat(rows)}</table>");
    }

    private static Html Curves(CurveReport report)
    {
        var series = report.Curves.Select(curve => new ChartSeries(curve.Label, [.. curve.X.Zip(curve.Y, (x, y) => new ChartPoint(x, y))])).ToList();
        var legend = series.Index().Select(one => Html.Of($"<span class=\"s{one.Index % 6}\">{one.Item.Name}</span>"));
        return Html.Of(
            $"<div class=\"chart-box\"><div class=\"faint\">{report.YAxis}</div>{LineChart.OverUnit(series, report.XAxis)}<div class=\"legend\">{Html.Concat(legend)}</div></div>");
    }

    private static Html Errors(ErrorReport report)
    {
        var rows = report.Errors.Select(error => Html.Of(
            $"<tr><td class=\"number\">{error.Size:0.###}</td><td>{error.Target}</td><td>{error.Answer}</td><td class=\"faint\">{error.Source}</td></tr>"));
        return Html.Of(
            $"<p>{report.Count} wrong answers{(report.Errors.Count < report.Count ? $"; the worst {report.Errors.Count}" : "")}:</p><table><tr><th class=\"number\">error</th><th>target</th><th>answer</th><th>sample</th></tr>{Html.Concat(rows)}</table>");
    }
}
