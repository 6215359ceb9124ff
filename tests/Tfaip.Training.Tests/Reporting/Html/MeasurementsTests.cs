using System.Xml.Linq;
using Tfaip.Training.Metrics.Reports;
using Tfaip.Training.Reporting.Html;

namespace Tfaip.Training.Tests.Reporting.Html;

[TestClass]
public sealed class MeasurementsTests
{
    [TestMethod]
    public void A_confusion_matrix_is_a_table_with_recall_and_precision_of_each_class()
    {
        var table = Draw(new ConfusionReport("confusion", ["cat", "<dog>"], [[3, 1], [0, 5]]));

        CollectionAssert.AreEqual(
            new[]
            {
                "target \\ answer", "cat", "<dog>", "recall", "cat", "3", "1", "75%", "<dog>", "", "5", "100%", "precision",
                "100%", "83.3%", ""
            },
            table.Descendants().Where(cell => cell.Name.LocalName is "td" or "th").Select(cell => cell.Value).ToArray());
        Assert.AreEqual("8 of 9 are right, 88.9%.", table.Element("p")!.Value);
    }

    [TestMethod]
    public void A_class_that_never_comes_has_no_recall()
    {
        var table = Draw(new ConfusionReport("confusion", ["a", "b"], [[0, 0], [2, 0]]));

        CollectionAssert.AreEqual(
            new[] { "–", "0%", "0%", "–" },
            table.Descendants("td").Where(cell => (string?)cell.Attribute("class") == "total").Select(cell => cell.Value).ToArray());
    }

    [TestMethod]
    public void Too_many_classes_for_a_table_are_left_to_the_file()
    {
        var labels = Enumerable.Range(0, 61).Select(i => $"{i}").ToList();
        var page = Draw(new ConfusionReport("confusion", labels, [.. labels.Select(_ => new double[61])]));

        Assert.AreEqual("61 classes: more than a table shows. The counts are in measurements.json.", page.Value);
    }

    [TestMethod]
    public void A_large_confusion_matrix_is_its_pairs_and_classes()
    {
        var page = Draw(
            LargeConfusionReport.Of("confusion", 5000, i => $"c{i}", [(3, 4, 2), (4, 4, 1)]) with { File = "measurements/confusion.csv" });

        CollectionAssert.AreEqual(
            new[]
            {
                "1 of 3 are right, 33.3%, over 5000 classes. All of it is in measurements/confusion.csv.",
                "Most often confused:", "The classes with the most errors:", "The largest classes:",
            },
            page.Descendants("p").Select(text => text.Value).ToArray());
        CollectionAssert.AreEqual(
            new[] { "c3", "c4", "2", "c3", "2", "0%", "–", "c4", "1", "100%", "33.3%", "c3", "2", "0%", "–", "c4", "1", "100%", "33.3%" },
            page.Descendants("td").Select(cell => cell.Value).ToArray());
    }

    [TestMethod]
    public void Curves_are_drawn_over_the_unit_square()
    {
        var page = Draw(new CurveReport("roc", "false positive rate", "true positive rate", [new("model", [0, 0.5, 1], [0, 1, 1])]));

        Assert.AreEqual("M62.0 226.0L285.0 14.0L508.0 14.0", (string)page.Descendants("path").Single().Attribute("d")!);
    }

    [TestMethod]
    public void Errors_are_listed_with_what_was_to_be_answered()
    {
        var page = Draw(new ErrorReport("cer", [new(7, "page.png", "house", "hause", 1)], 12));

        Assert.AreEqual("12 wrong answers; the worst 1:", page.Descendants("p").Single().Value);
        CollectionAssert.AreEqual(new[] { "1", "house", "hause", "page.png" }, page.Descendants("td").Select(cell => cell.Value).ToArray());
    }

    private static XElement Draw(MetricReport report) => XElement.Parse($"<div>{Measurements.Of(report).Text}</div>");
}
