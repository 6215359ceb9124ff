using Tfaip.Training.Reporting.Html.Charts;
using Tfaip.Training.Reporting.Times;

namespace Tfaip.Training.Reporting.Html;

/// <summary>Writes a report as one page that needs nothing else: no script, no other file, no network.</summary>
internal static class ReportPage
{
    private static readonly Html Style = new(ReadStyle());

    public static string Write(ReportContent content) => Html.Of(
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
        <header><h1>{content.Run}</h1><span class="faint">{content.Scenario}</span><span class="status {content.Status}">{content.Status}</span></header>
        {(content.Error is null ? Html.Empty : Html.Of($"<p class=\"error\">{content.Error}</p>"))}
        {Cards("figures", content.Figures.Select(FigureCard))}
        {Section("Curves", Cards("charts", content.Charts.Select(chart => ChartCard(chart, content.BestEpoch))))}
        {Html.Concat(content.Measurements.Select(one => Section(one.Title, Html.Of($"<div class=\"card scroll\">{one.Html}</div>"))))}
        {Section(content.SampleTitle, Cards("samples", content.Samples.Select(Sample)))}
        {Section("Times", Times(content.Times))}
        {Section("Model", content.Layers.Count == 0 ? Html.Empty : Html.Of($"<pre>{string.Join('\n', content.Layers)}</pre>"))}
        {Section("Parameters", Html.Of($"<pre>{content.ConfigYaml}</pre>"))}
        {Section("Environment", Html.Of($"<div class=\"card\">{Definitions([.. content.Environment.Select(value => KeyValuePair.Create(value.Key, Html.Of($"{value.Value}")))])}</div>"))}
        </main>
        </body>
        </html>

        """).Text.ReplaceLineEndings("\n");

    private static Html Section(string title, Html body) => body == Html.Empty ? body : Html.Of($"<h2>{title}</h2>{body}");

    private static Html Cards(string style, IEnumerable<Html> cards) => cards.ToList() is { Count: > 0 } all
        ? Html.Of($"<div class=\"{style}\">{Html.Concat(all.Select(card => Html.Of($"<div class=\"card\">{card}</div>\n")))}</div>")
        : Html.Empty;

    private static Html FigureCard(Figure figure) => Html.Of(
        $"<div class=\"name\">{figure.Name}</div><div class=\"value\">{figure.Value}</div><div class=\"name\">{figure.Note}</div>");

    private static Html ChartCard(Chart chart, double? bestEpoch)
    {
        var legend = chart.Series.Index().Select(one => Html.Of($"<span class=\"s{one.Index % 6}\">{one.Item.Name}</span>"));
        return Html.Of($"<h3>{chart.Title}</h3>{LineChart.OverEpochs(chart.Series, bestEpoch)}<div class=\"legend\">{Html.Concat(legend)}</div>");
    }

    private static Html Sample(SampleCard sample)
    {
        var inputs = sample.Inputs.Select(input => input.Png is { } png
            ? Html.Of($"<img alt=\"{input.Name}\"{(input.IsSmall ? Html.Of($" class=\"pixels\"") : Html.Empty)} src=\"data:image/png;base64,{new Html(Convert.ToBase64String(png))}\"/>")
            : Html.Of($"<div class=\"text\">{input.Text}</div>"));
        var targets = sample.Targets.Select(target => KeyValuePair.Create("target: " + target.Key, target.Value));
        return Html.Of(
            $"<div class=\"inputs\">{Html.Concat(inputs)}</div><div class=\"answers\">{Definitions([.. targets, .. sample.Outputs])}<div class=\"faint\">{sample.Source}</div></div>");
    }

    private static Html Times(IReadOnlyList<PhaseTime> times)
    {
        if (times.Count == 0) return Html.Empty;
        var head = Html.Concat(TimesTable.Columns.Select((column, index) => Cell("th", column, index)));
        var rows = times.Select(phase => Html.Of($"<tr>{Html.Concat(TimesTable.Row(phase).Select((cell, index) => Cell("td", cell, index)))}</tr>"));
        return Html.Of($"<div class=\"card scroll\"><table><tr>{head}</tr>{Html.Concat(rows)}</table></div>");

        static Html Cell(string element, string text, int index) => index == 0
            ? Html.Of($"<{new Html(element)}>{text}</{new Html(element)}>")
            : Html.Of($"<{new Html(element)} class=\"number\">{text}</{new Html(element)}>");
    }

    private static Html Definitions(IReadOnlyList<KeyValuePair<string, Html>> values) => values.Count == 0
        ? Html.Empty
        : Html.Of($"<dl>{Html.Concat(values.Select(value => Html.Of($"<dt>{value.Key}</dt><dd>{value.Value}</dd>")))}</dl>");

    private static string ReadStyle()
    {
        using var stream = typeof(ReportPage).Assembly.GetManifestResourceStream("report.css")
            ?? throw new InvalidOperationException("The page's style is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
