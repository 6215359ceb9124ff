using System.Globalization;
using System.Text;
using Tfaip.Training.Reporting.Html.Markup;

namespace Tfaip.Training.Reporting.Html.Charts;

/// <summary>Curves as SVG without any script: what a point is worth shows under the pointer.</summary>
internal static class LineChart
{
    private const double Width = 520;
    private const double Height = 260;
    private const double Left = 62;
    private const double Right = 12;
    private const double Top = 14;
    private const double Bottom = 34;
    private const int MostPoints = 800;
    private const int MostMarks = 120;

    /// <summary>Draws curves over epochs; a line stands at a marked place, such as the best one.</summary>
    public static HtmlText OverEpochs(IReadOnlyList<ChartSeries> series, double? mark = null)
    {
        var points = series.SelectMany(one => one.Points).ToList();
        var x = Scale.Over([.. points.Select(point => point.X)], isWhole: true);
        return Draw(series, x, Scale.Over([.. points.Select(point => point.Y).Where(double.IsFinite)]), "epoch", mark);
    }

    /// <summary>Draws curves whose axes reach from 0 to 1.</summary>
    public static HtmlText OverUnit(IReadOnlyList<ChartSeries> series, string axis) =>
        Draw(series, Scale.Over([0, 1]), Scale.Over([0, 1]), axis, mark: null);

    private static HtmlText Draw(IReadOnlyList<ChartSeries> series, Scale x, Scale y, string axis, double? mark)
    {
        var rows = y.Ticks.Zip(y.Labels(), (tick, label) => Row(Up(y, tick), label));
        var columns = x.Ticks.Zip(x.Labels(), (tick, label) => Text(Across(x, tick), Height - Bottom + 16, "middle", label));
        var title = Text((Left + Width - Right) / 2, Height - 4, "middle", axis);
        var line = mark is { } place ? Mark(Across(x, place)) : HtmlText.Empty;
        var curves = series.Index().Select(one => Curve(one.Index, one.Item, x, y));
        return HtmlText.Of(
            $"<svg class=\"chart\" viewBox=\"0 0 {Width} {Height}\" "
            + $"role=\"img\">{HtmlText.Concat([.. rows, .. columns, title, line, .. curves])}</svg>");
    }

    private static HtmlText Curve(int index, ChartSeries series, Scale x, Scale y)
    {
        var drawn = series.Thinned(MostPoints);
        var marks = drawn.Count > MostMarks ? [] : drawn.Where(point => double.IsFinite(point.Y)).Select(point => HtmlText.Of(
            $"<circle cx=\"{Across(x, point.X):F1}\" cy=\"{Up(y, point.Y):F1}\" r=\"2.5\"><title>{series.Name}, {point.X:0.##}: "
            + $"{point.Y:G6}</title></circle>"));
        return HtmlText.Of($"<g class=\"series s{index % 6}\"><path d=\"{Path(drawn, x, y)}\"/>{HtmlText.Concat(marks)}</g>");
    }

    // A line through the points, broken where there is no number.
    private static string Path(IReadOnlyList<ChartPoint> points, Scale x, Scale y)
    {
        var path = new StringBuilder();
        var isDown = false;
        foreach (var point in points)
        {
            if (double.IsFinite(point.Y))
            {
                path.Append(CultureInfo.InvariantCulture, $"{(isDown ? 'L' : 'M')}{Across(x, point.X):F1} {Up(y, point.Y):F1}");
            }

            isDown = double.IsFinite(point.Y);
        }

        return path.ToString();
    }

    private static HtmlText Row(double y, string text) => HtmlText.Of(
        $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{y:F1}\" y2=\"{y:F1}\"/>{Text(Left - 8, y + 4, "end", text)}");

    private static HtmlText Mark(double x) => HtmlText.Of(
        $"<line class=\"mark\" x1=\"{x:F1}\" x2=\"{x:F1}\" y1=\"{Top}\" y2=\"{Height - Bottom}\"><title>best</title></line>");

    private static HtmlText Text(double x, double y, string anchor, string text) =>
        HtmlText.Of($"<text x=\"{x:F1}\" y=\"{y:F1}\" text-anchor=\"{anchor}\">{text}</text>");

    private static double Across(Scale scale, double x) => Left + (scale[x] * (Width - Left - Right));

    private static double Up(Scale scale, double y) => Height - Bottom - (scale[y] * (Height - Top - Bottom));
}
