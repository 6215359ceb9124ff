namespace Tfaip.Training.Reporting.Html.Charts;

/// <summary>A curve.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Points">Its points, from left to right.</param>
internal sealed record ChartSeries(string Name, IReadOnlyList<ChartPoint> Points)
{
    /// <summary>
    /// The points as they are drawn: of many, the lowest and the highest of each stretch, so that no peak is lost and the page
    /// stays small.
    /// </summary>
    public IReadOnlyList<ChartPoint> Thinned(int most)
    {
        if (Points.Count <= most) return Points;
        var stretch = (int)Math.Ceiling(2.0 * Points.Count / most);
        return
        [
            .. Points.Chunk(stretch).SelectMany(part => (ChartPoint[])
                [part.MinBy(point => point.Y), part.MaxBy(point => point.Y)]).Distinct().OrderBy(point => point.X),
        ];
    }
}
