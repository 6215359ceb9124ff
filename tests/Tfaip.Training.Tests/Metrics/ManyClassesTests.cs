using Tfaip.Training.Metrics;
using Tfaip.Training.Metrics.Reports;
using static TorchSharp.torch;

namespace Tfaip.Training.Tests.Metrics;

/// <summary>What grows with the number of classes.</summary>
[TestClass]
public sealed class ManyClassesTests
{
    private const int Many = 50_000;

    [TestMethod]
    public void A_confusion_matrix_of_50000_classes_holds_the_pairs_that_occur()
    {
        using var metric = new ConfusionMatrix("scores", "label");
        Update(metric, Many, [(7, 7), (7, 9), (Many - 1, 0)]);
        Update(metric, Many, [(7, 9), (3, 3), (0, 0)]);

        var report = (LargeConfusionReport)metric.Result().Reports.Single();

        Assert.AreEqual((Many, 6.0, 3.0), (report.Classes, report.Count, report.Right));
        CollectionAssert.AreEqual((ConfusedPair[])[new("7", "9", 2), new("49999", "0", 1)], report.Pairs.ToArray());
        CollectionAssert.AreEqual(
            (ClassTally[])[new("7", 3, 1, 1), new("9", 0, 2, 0), new("0", 1, 2, 1), new("49999", 1, 0, 0)], report.Worst.ToArray());
        Assert.AreEqual(new ClassTally("7", 3, 1, 1), report.Largest[0]);
        CollectionAssert.AreEqual(
            (string[])["0,0,1", "3,3,1", "7,7,1", "7,9,2", "49999,0,1"], report.All!.Rows.Select(row => string.Join(',', row)).ToArray());
        Assert.IsLessThan(200, metric.State.Values.Sum(tensor => tensor.numel() * tensor.element_size()));
    }

    [TestMethod]
    public void Cells_are_summed_while_they_come_and_go_on_from_a_checkpoint_to_the_same_bits()
    {
        using var whole = new ConfusionMatrix("scores", "label") { Weights = "weight" };
        using var first = new ConfusionMatrix("scores", "label") { Weights = "weight" };
        using var second = new ConfusionMatrix("scores", "label") { Weights = "weight" };
        var random = new Random(5);
        var batches = Enumerable.Range(0, 12).Select(_ => Enumerable.Range(0, 4000).Select(_ => (random.Next(5), random.Next(5))).ToArray())
            .ToArray();
        for (var i = 0; i < batches.Length; i++)
        {
            Update(whole, 5, batches[i]);
            if (i == 6)
            {
                using var scope = NewDisposeScope();
                second.Load(first.State.ToDictionary(entry => entry.Key, entry => entry.Value.clone()), CPU);
            }

            Update(i < 6 ? first : second, 5, batches[i]);
        }

        var (expected, actual) = ((ConfusionReport)whole.Result().Reports.Single(), (ConfusionReport)second.Result().Reports.Single());
        for (var row = 0; row < 5; row++) CollectionAssert.AreEqual(expected.Counts[row].ToArray(), actual.Counts[row].ToArray());
        for (var cell = 0; cell < 25; cell++)
        {
            var wanted = batches.SelectMany(batch => batch.Index()).Where(one => one.Item == (cell / 5, cell % 5))
                .Sum(one => 1.0 / (one.Index + 1));
            Assert.AreEqual(wanted, actual.Counts[cell / 5][cell % 5], 1e-9);
        }

        Assert.IsLessThan(400_000, whole.State.Values.Sum(tensor => tensor.numel() * tensor.element_size()));
    }

    [TestMethod]
    public void Values_of_more_than_1000_classes_are_a_mean_and_a_report()
    {
        using var metric = new Recall("scores", "label") { Average = Average.PerClass };
        using var few = new Recall("scores", "label") { Average = Average.PerClass };
        Update(metric, 1001, [(5, 5), (5, 5), (5, 6), (1000, 3)]);
        Update(few, 1000, [(5, 5), (5, 5), (5, 6), (999, 3)]);

        var result = metric.Result();

        Assert.HasCount(1000, few.Result().Values);
        Assert.AreEqual(("recall", (2 / 3.0 + 0 + 0 + 0) / 4), (result.Values.Single().Key, result.Values.Single().Value));
        var report = (ClassValuesReport)result.Reports.Single();
        Assert.AreEqual(1001, report.Classes);
        CollectionAssert.AreEqual((string[])["3", "6", "1000", "5"], report.Worst.Select(value => value.Label).ToArray());
        Assert.AreEqual(new ClassValue("5", 2 / 3.0, 3), report.Largest[0]);
        Assert.AreEqual(1001, report.All!.Rows.Count());
    }

    [TestMethod]
    public void A_curve_for_each_class_is_drawn_for_50_at_most()
    {
        using var metric = new RocAuc("scores", "label") { Task = ClassificationTask.MultiClass, Average = Average.PerClass };
        Update(metric, 120, [(5, 5), (7, 5), (5, 6), (9, 3)]);
        var result = metric.Result();
        Assert.HasCount(120, result.Values);
        Assert.HasCount(50, ((CurveReport)result.Reports.Single()).Curves);
    }

    private static void Update(IMetric metric, int classes, (int Target, int Answer)[] decisions)
    {
        using var scope = NewDisposeScope();
        var scores = zeros(decisions.Length, classes);
        scores.scatter_(1, tensor(decisions.Select(one => (long)one.Answer).ToArray()).unsqueeze(1), ones(decisions.Length, 1));
        metric.Update(
            new(),
            new()
            {
                ["label"] = tensor(decisions.Select(one => (long)one.Target).ToArray()),
                ["weight"] = 1 / arange(1, decisions.Length + 1, ScalarType.Float64)
            },
            new() { ["scores"] = scores });
    }
}
