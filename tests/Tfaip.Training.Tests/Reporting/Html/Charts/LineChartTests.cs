using System.Globalization;
using System.Xml.Linq;
using Tfaip.Training.Reporting.Html.Charts;

namespace Tfaip.Training.Tests.Reporting.Html.Charts;

[TestClass]
public sealed class LineChartTests
{
    [TestMethod]
    public void A_curve_goes_through_its_points()
    {
        // The values span the axis: 0 lies at the bottom (226), 1 at the top (14); epochs 1 and 3 at its ends (62, 508).
        var svg = Draw(new ChartSeries("training", [new(1, 0), new(2, 0.5), new(3, 1)]));

        Assert.AreEqual("M62.0 226.0L285.0 120.0L508.0 14.0", (string)svg.Descendants("path").Single().Attribute("d")!);
        CollectionAssert.AreEqual(
            new[] { "training, 1: 0", "training, 2: 0.5", "training, 3: 1" },
            svg.Descendants("title").Select(title => title.Value).ToArray());
    }

    [TestMethod]
    public void A_value_that_is_no_number_breaks_the_curve()
    {
        var svg = Draw(new ChartSeries("training", [new(1, 0), new(2, double.NaN), new(3, 1)]));

        Assert.AreEqual("M62.0 226.0M508.0 14.0", (string)svg.Descendants("path").Single().Attribute("d")!);
    }

    [TestMethod]
    public void Curves_have_styles_of_their_own_and_the_best_place_a_line()
    {
        var svg = Draw([new("a", [new(1, 0), new(5, 1)]), new("b", [new(1, 1), new(5, 0)])], mark: 3);

        CollectionAssert.AreEqual(
            new[] { "series s0", "series s1" }, svg.Elements("g").Select(group => (string)group.Attribute("class")!).ToArray());
        var mark = svg.Elements("line").Single(line => (string?)line.Attribute("class") == "mark");
        Assert.AreEqual("285.0", (string)mark.Attribute("x1")!);
    }

    [TestMethod]
    public void Of_many_points_the_highest_and_lowest_stay()
    {
        var points = Enumerable.Range(1, 100_000).Select(x => new ChartPoint(x, x == 50_001 ? 7 : x == 70_000 ? -7 : 0)).ToList();
        var svg = Draw(new ChartSeries("loss", points));

        var path = (string)svg.Descendants("path").Single().Attribute("d")!;
        var heights = path.Split('M', 'L').Skip(1).Select(point => double.Parse(point.Split(' ')[1], CultureInfo.InvariantCulture))
            .ToList();
        Assert.IsTrue(heights.Count <= 800, $"{path.Length}");
        Assert.AreEqual(2, heights.Distinct().Count() - 1);
    }

    [TestMethod]
    public void No_point_and_one_point_are_drawn_too()
    {
        Draw(new ChartSeries("empty", []));
        var svg = Draw(new ChartSeries("one", [new(1, 0.5)]));

        Assert.AreEqual("285.0", (string)svg.Descendants("circle").Single().Attribute("cx")!);
    }

    private static XElement Draw(params ChartSeries[] series) => Draw(series, null);

    private static XElement Draw(ChartSeries[] series, double? mark) => XElement.Parse(LineChart.OverEpochs(series, mark).Text);
}
