using System.Globalization;
using Tfaip.Training.Metrics.Reports;
using Tfaip.Training.Reporting.Html.Charts;
using Tfaip.Training.Reporting.Html.Markup;

namespace Tfaip.Training.Reporting.Html;

/// <summary>Draws what metrics measure besides numbers.</summary>
internal static class Measurements
{
    // Beyond that a table says less than the numbers that lead to it.
    private const int MostClasses = 60;

    /// <summary>A report of a metric as HTML.</summary>
    public static HtmlText Of(MetricReport report) => report switch
    {
        ConfusionReport confusion => Matrix(confusion),
        LargeConfusionReport confusion => LargeMatrix(confusion),
        ClassValuesReport values => Values(values),
        CurveReport curves => Curves(curves),
        ErrorReport errors => Errors(errors),
        _ => throw new NotSupportedException($"{report.GetType().Name} cannot be drawn."),
    };

    private static HtmlText Matrix(ConfusionReport report)
    {
        if (report.Labels.Count > MostClasses)
        {
            return HtmlText.Of(
                $"<p class=\"faint\">{report.Labels.Count} classes: more than a table shows. The counts are in "
                + $"{MeasurementFile.FileName}.</p>");
        }

        var head = HtmlText.Concat(report.Labels.Select(label => HtmlText.Of($"<th>{label}</th>")));
        var rows = report.Labels.Zip(report.Counts).Index().Select(row => Row(row.Item.First, row.Item.Second, row.Index));
        var (all, right) = (report.Counts.Sum(row => row.Sum()), report.Counts.Index().Sum(row => row.Item[row.Index]));
        var precisions = report.Labels.Index()
            .Select(label => (Right: report.Counts[label.Index][label.Index], All: report.Counts.Sum(row => row[label.Index])))
            .Select(column => HtmlText.Of($"<td class=\"total\">{Share(column.Right, column.All)}</td>"));
        return HtmlText.Of(
            $"<p>{right:0.##} of {all:0.##} are right, {Share(right, all)}.</p><table class=\"matrix\"><tr><th>target \\ "
            + $"answer</th>{head}<th>recall</th></tr>{HtmlText.Concat(rows)}<tr><th>precision</th>"
            + $"{HtmlText.Concat(precisions)}<td></td></tr></table>");
    }

    // A class that never comes, or is never answered, has none.
    private static string Share(double part, double all) =>
        all > 0 ? string.Create(CultureInfo.InvariantCulture, $"{100 * part / all:0.#}%") : "–";

    private static HtmlText Row(string label, IReadOnlyList<double> counts, int diagonal)
    {
        var total = counts.Sum();
        var cells = counts.Index().Select(cell => Cell(cell.Item, total, cell.Index == diagonal));
        return HtmlText.Of($"<tr><th>{label}</th>{HtmlText.Concat(cells)}<td class=\"total\">{Share(counts[diagonal], total)}</td></tr>");
    }

    // The darker, the larger its share of the row; right answers and wrong ones in two colours.
    private static HtmlText Cell(double count, double total, bool isRight)
    {
        if (count == 0) return HtmlText.Of($"<td></td>");
        var style = string.Create(
            CultureInfo.InvariantCulture,
            $"background: color-mix(in srgb, var(--{(isRight ? "s2" : "s1")}) {Math.Round(100 * Math.Sqrt(count / total) * 0.8)}%, "
            + $"transparent)");
        return HtmlText.Of($"<td style=\"{style}\">{count:0.##}</td>");
    }

    private static HtmlText LargeMatrix(LargeConfusionReport report) => HtmlText.Of(
        $"<p>{report.Right:0.##} of {report.Count:0.##} are right, {Share(report.Right, report.Count)}, over {report.Classes} "
        + $"classes.{Where(report)}</p>{Pairs(report.Pairs)}{Tallies("The classes with the most errors", report.Worst)}"
        + $"{Tallies("The largest classes", report.Largest)}");

    private static HtmlText Where(MetricReport report) =>
        report.File is { } file ? HtmlText.Of($" All of it is in {file}.") : HtmlText.Of($"");

    private static HtmlText Pairs(IReadOnlyList<ConfusedPair> pairs)
    {
        var rows = pairs.Select(
            pair => HtmlText.Of($"<tr><td>{pair.Target}</td><td>{pair.Answer}</td><td class=\"number\">{pair.Count:0.##}</td></tr>"));
        return HtmlText.Of(
            $"<p>Most often confused:</p><table><tr><th>target</th><th>answer</th><th "
            + $"class=\"number\">count</th></tr>{HtmlText.Concat(rows)}</table>");
    }

    private static HtmlText Tallies(string title, IReadOnlyList<ClassTally> tallies)
    {
        var rows = tallies.Select(tally => HtmlText.Of(
            $"<tr><td>{tally.Label}</td><td class=\"number\">{tally.Targets:0.##}</td><td "
            + $"class=\"number\">{Share(tally.Right, tally.Targets)}</td><td "
            + $"class=\"number\">{Share(tally.Right, tally.Answers)}</td></tr>"));
        return HtmlText.Of(
            $"<p>{title}:</p><table><tr><th>class</th><th class=\"number\">targets</th><th class=\"number\">recall</th><th "
            + $"class=\"number\">precision</th></tr>{HtmlText.Concat(rows)}</table>");
    }

    private static HtmlText Values(ClassValuesReport report) =>
        HtmlText.Of(
            $"<p>{report.Classes} "
            + $"classes.{Where(report)}</p>{Values("The lowest values", report.Worst)}{Values("The largest classes", report.Largest)}");

    private static HtmlText Values(string title, IReadOnlyList<ClassValue> values)
    {
        var rows = values.Select(
            value =>
                HtmlText.Of(
                    $"<tr><td>{value.Label}</td><td class=\"number\">{value.Value:0.####}</td><td "
                    + $"class=\"number\">{value.Targets:0.##}</td></tr>"));
        return HtmlText.Of(
            $"<p>{title}:</p><table><tr><th>class</th><th class=\"number\">value</th><th "
            + $"class=\"number\">targets</th></tr>{HtmlText.Concat(rows)}</table>");
    }

    private static HtmlText Curves(CurveReport report)
    {
        var series = report.Curves.Select(curve => new ChartSeries(curve.Label, [.. curve.X.Zip(curve.Y, (x, y) => new ChartPoint(x, y))]))
            .ToList();
        var legend = series.Index().Select(one => HtmlText.Of($"<span class=\"s{one.Index % 6}\">{one.Item.Name}</span>"));
        return HtmlText.Of(
            $"<div class=\"chart-box\"><div class=\"faint\">{report.YAxis}</div>{LineChart.OverUnit(series, report.XAxis)}<div "
            + $"class=\"legend\">{HtmlText.Concat(legend)}</div></div>");
    }

    private static HtmlText Errors(ErrorReport report)
    {
        var rows = report.Errors.Select(error => HtmlText.Of(
            $"<tr><td class=\"number\">{error.Size:0.###}</td><td>{error.Target}</td><td>{error.Answer}</td><td "
            + $"class=\"faint\">{error.Source}</td></tr>"));
        return HtmlText.Of(
            $"<p>{report.Count} wrong "
            + $"answers{(report.Errors.Count < report.Count ? $"; the worst {report.Errors.Count}" : "")}:</p><table><tr><th "
            + $"class=\"number\">error</th><th>target</th><th>answer</th><th>sample</th></tr>{HtmlText.Concat(rows)}</table>");
    }
}
