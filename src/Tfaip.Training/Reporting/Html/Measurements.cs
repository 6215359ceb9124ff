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
