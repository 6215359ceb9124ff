using Tfaip.Parameters;
using Tfaip.Training.Metrics;
using static TorchSharp.torch;

namespace Tfaip.Training.Tests.Metrics.Gathering;

[TestClass]
public sealed class TargetRangeTests
{
    private static readonly Dictionary<string, Func<string, string, IMetric>> MultiClass = new()
    {
        ["accuracy"] = (output, target) => new Accuracy(output, target),
        ["top_2"] = (output, target) => new Accuracy(output, target, "top_2") { TopK = 2 },
        ["f_score"] = (output, target) => new FScore(output, target, "f_score"),
        ["confusion"] = (output, target) => new ConfusionMatrix(output, target),
        ["calibration_error"] = (output, target) => new CalibrationError(output, target),
        ["cross_entropy"] = (output, target) => new CrossEntropy(output, target),
        ["perplexity"] = (output, target) => new Perplexity(output, target),
        ["roc_auc"] = (output, target) => new RocAuc(output, target) { Task = ClassificationTask.MultiClass },
    };

    private static readonly Dictionary<string, Func<string, string, IMetric>> YesOrNo = new()
    {
        ["accuracy"] = (output, target) => new Accuracy(output, target) { Task = ClassificationTask.Binary },
        ["f_score"] = (output, target) => new FScore(output, target, "f_score") { Task = ClassificationTask.MultiLabel },
        ["average_precision"] = (output, target) => new AveragePrecision(output, target),
    };

    [TestMethod]
    [DataRow(3L, "3")]
    [DataRow(-1L, "-1")]
    [DataRow(77L, "77")]
    public void A_target_that_no_class_has_is_named_with_metric_and_output(long target, string shown)
    {
        foreach (var (name, create) in MultiClass)
        {
            AssertRefused(create, name, shown, 2, [0, 2, target]);
        }
    }

    [TestMethod]
    public void A_target_that_is_neither_yes_nor_no_is_named()
    {
        foreach (var (name, create) in YesOrNo)
        {
            AssertRefused(create, name, "2", 1, [0, 1, 1, 0, 1, 0, 2, 0, 1]);
        }
    }

    [TestMethod]
    public void What_PyTorch_ignores_does_not_count_unless_it_is_said()
    {
        foreach (var (name, create) in MultiClass)
        {
            // The third sample is ignored: the values are those of the first two.
            var all = Values(create, [0, 2, -100]);
            CollectionAssert.AreEqual(Values(create, [0, 2]), all, name);
            Assert.IsTrue(all.All(value => !double.IsNaN(value)), name);
        }

        using var strict = new Accuracy("scores", "label") { IgnoreIndex = null };
        using var scope = NewDisposeScope();
        strict.Update(new(), new() { ["label"] = tensor(new long[] { 0, 2, -100 }) }, new() { ["scores"] = Scores(3) });
        Assert.AreEqual(
            "accuracy cannot be measured: the target 'label' is -100 somewhere, and the output 'scores' has the classes 0 to 2. "
            + "Mend the targets; one that does not count is the metric's IgnoreIndex, -100 by default.",
            Assert.ThrowsExactly<TfaipException>(() => strict.Result()).Message);
    }

    [TestMethod]
    public void What_weighs_nothing_may_be_anything()
    {
        using var scope = NewDisposeScope();
        using var metric = new Accuracy("scores", "label") { Weights = "weight" };
        metric.Update(
            new(),
            new() { ["label"] = tensor(new long[] { 0, -7, 99 }), ["weight"] = tensor(new[] { 1f, 0, 0 }) },
            new() { ["scores"] = Scores(3) });
        Assert.AreEqual(1, metric.Compute());
    }

    [TestMethod]
    [DataRow(4)]
    [DataRow(0)]
    public void More_classes_than_there_are_cannot_be_named(int k)
    {
        using var scope = NewDisposeScope();
        using var metric = new Accuracy("scores", "label") { TopK = k };
        var error = Assert.ThrowsExactly<TfaipException>(
            () => metric.Update(new(), new() { ["label"] = tensor(new long[] { 0, 1, 2 }) }, new() { ["scores"] = Scores(3) }));
        Assert.AreEqual(
            $"accuracy cannot be measured: TopK is {k}, and the output 'scores' has 3 classes. Give a number from 1 to 3.", error.Message);
    }

    private static void AssertRefused(Func<string, string, IMetric> create, string name, string shown, long last, long[] targets)
    {
        using var scope = NewDisposeScope();
        using var metric = create("scores", "label");
        var scores = Scores(3);
        metric.Update(
            new(), new() { ["label"] = targets.Length == 3 ? tensor(targets) : tensor(targets, 3, 3) }, new() { ["scores"] = scores });

        // The state of a checkpoint has it too.
        using var resumed = create("scores", "label");
        resumed.Load(metric.State.ToDictionary(entry => entry.Key, entry => entry.Value.clone()), CPU);
        var expected = $"{name} cannot be measured: the target 'label' is {shown} somewhere, and the output 'scores' has the classes 0 to "
            + $"{last}. Mend the targets; one that does not count is the metric's IgnoreIndex, -100 by default.";
        foreach (var one in new[] { metric, resumed })
            Assert.AreEqual(expected, Assert.ThrowsExactly<TfaipException>(() => one.Result(), name).Message);
        metric.Reset();
        Assert.IsTrue(metric.Result().Values.All(value => double.IsNaN(value.Value)), name);
    }

    private static double[] Values(Func<string, string, IMetric> create, long[] labels)
    {
        using var scope = NewDisposeScope();
        using var metric = create("scores", "label");
        metric.Update(new(), new() { ["label"] = tensor(labels) }, new() { ["scores"] = Scores(labels.Length) });
        var result = metric.Result();
        return [.. result.Values.Select(value => value.Value), .. result.Reports.OfType<Tfaip.Training.Metrics.Reports.ConfusionReport>()
            .SelectMany(report => report.Counts).SelectMany(row => row)];
    }

    private static Tensor Scores(int samples) => tensor(new[] { 2f, 0, 1, 0, 1, 3, 5, 0, 0 }, 3, 3)[TensorIndex.Slice(0, samples)];
}
