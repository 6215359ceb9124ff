using Tfaip.Training.Callbacks;
using Tfaip.Training.Reporting.Html.Charts;
using Tfaip.Training.Reporting.Html.Markup;
using Tfaip.Training.Reporting.Times;

namespace Tfaip.Training.Reporting.Html;

/// <summary>Writes a report as one page that needs nothing else: no script, no other file, no network.</summary>
internal static class ReportPage
{
    private static readonly HtmlText Style = new(ReadStyle());

    public static string Write(ReportContent content) => HtmlText.Of(
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>{content.Run}: {content.Scenario}</title>
        <style>
        {Style}</style>
        </head>
        <body>
        <main>
        {Header(content)}
        {(content.Error is null ? HtmlText.Empty : HtmlText.Of($"<p class=\"error\">{content.Error}</p>"))}
        {Cards("figures", content.Figures.Select(FigureCard))}
        {Section("Curves", Cards("charts", content.Charts.Select(chart => ChartCard(chart, content.BestEpoch))))}
        {HtmlText.Concat(content.Measurements.Select(one => Section(one.Title, Scrolled(one.Html))))}
        {Section(content.SampleTitle, Cards("samples", content.Samples.Select(Sample)))}
        {Section("Times", Times(content.Times))}
        {Section("Model", content.Layers.Count == 0 ? HtmlText.Empty : HtmlText.Of($"<pre>{string.Join('\n', content.Layers)}</pre>"))}
        {Section("Parameters", HtmlText.Of($"<pre>{content.ConfigYaml}</pre>"))}
        {Section("Environment", HtmlText.Of($"<div class=\"card\">{Definitions([.. content.Environment.Select(Variable)])}</div>"))}
        </main>
        </body>
        </html>

        """).Text.ReplaceLineEndings("\n");

    private static HtmlText Header(ReportContent content) => HtmlText.Of(
        $"<header><h1>{content.Run}</h1><span class=\"faint\">{content.Scenario}</span>"
        + $"<span class=\"status {content.Status}\">{content.Status}</span></header>");

    private static HtmlText Scrolled(HtmlText html) => HtmlText.Of($"<div class=\"card scroll\">{html}</div>");

    private static KeyValuePair<string, HtmlText> Variable(KeyValuePair<string, string> value) =>
        KeyValuePair.Create(value.Key, HtmlText.Of($"{value.Value}"));

    private static HtmlText Section(string title, HtmlText body) => body == HtmlText.Empty ? body : HtmlText.Of($"<h2>{title}</h2>{body}");

    private static HtmlText Cards(string style, IEnumerable<HtmlText> cards) => cards.ToList() is { Count: > 0 } all
        ? HtmlText.Of(
            $"<div class=\"{style}\">{HtmlText.Concat(all.Select(card => HtmlText.Of($"<div class=\"card\">{card}</div>\n")))}</div>")
        : HtmlText.Empty;

    private static HtmlText FigureCard(Figure figure) => HtmlText.Of(
        $"<div class=\"name\">{figure.Name}</div><div class=\"value\">{figure.Value}</div><div class=\"name\">{figure.Note}</div>");

    private static HtmlText ChartCard(Chart chart, double? bestEpoch)
    {
        var legend = chart.Series.Index().Select(one => HtmlText.Of($"<span class=\"s{one.Index % 6}\">{one.Item.Name}</span>"));
        return HtmlText.Of(
            $"<h3>{chart.Title}</h3>{LineChart.OverEpochs(chart.Series, bestEpoch)}<div class=\"legend\">{HtmlText.Concat(legend)}</div>");
    }

    private static HtmlText Sample(SampleCard sample)
    {
        var inputs = sample.Inputs.Select(input => input.Png is { } png
            ? HtmlText.Of(
                $"<img alt=\"{input.Name}\"{(input.IsSmall ? HtmlText.Of($" class=\"pixels\"") : HtmlText.Empty)} "
                + $"src=\"data:image/png;base64,{new HtmlText(Convert.ToBase64String(png))}\"/>")
            : HtmlText.Of($"<div class=\"text\">{input.Text}</div>"));
        var targets = sample.Targets.Select(target => KeyValuePair.Create("target: " + target.Key, target.Value));
        return HtmlText.Of(
            $"<div class=\"inputs\">{HtmlText.Concat(inputs)}</div><div "
            + $"class=\"answers\">{Definitions([.. targets, .. sample.Outputs])}<div class=\"faint\">{sample.Source}</div></div>");
    }

    private static HtmlText Times(IReadOnlyList<PhaseTime> times)
    {
        if (times.Count == 0) return HtmlText.Empty;
        var head = HtmlText.Concat(TimesTable.Columns.Select((column, index) => Cell("th", column, index)));
        var rows = times.Select(
            phase => HtmlText.Of($"<tr>{HtmlText.Concat(TimesTable.Row(phase).Select((cell, index) => Cell("td", cell, index)))}</tr>"));
        return HtmlText.Of($"<div class=\"card scroll\"><table><tr>{head}</tr>{HtmlText.Concat(rows)}</table></div>");

        static HtmlText Cell(string element, string text, int index) => index == 0
            ? HtmlText.Of($"<{new HtmlText(element)}>{text}</{new HtmlText(element)}>")
            : HtmlText.Of($"<{new HtmlText(element)} class=\"number\">{text}</{new HtmlText(element)}>");
    }

    private static HtmlText Definitions(IReadOnlyList<KeyValuePair<string, HtmlText>> values) => values.Count == 0
        ? HtmlText.Empty
        : HtmlText.Of($"<dl>{HtmlText.Concat(values.Select(value => HtmlText.Of($"<dt>{value.Key}</dt><dd>{value.Value}</dd>")))}</dl>");

    private static string ReadStyle()
    {
        using var stream = typeof(ReportPage).Assembly.GetManifestResourceStream("report.css")
            ?? throw new InvalidOperationException("The page's style is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
