using Tfaip.Training.Reporting.Html.Charts;

namespace Tfaip.Training.Reporting.Html;

/// <summary>A chart of the report.</summary>
/// <param name="Title">Its title: the name of a metric.</param>
/// <param name="Series">Its curves, over epochs.</param>
internal sealed record Chart(string Title, IReadOnlyList<ChartSeries> Series);
