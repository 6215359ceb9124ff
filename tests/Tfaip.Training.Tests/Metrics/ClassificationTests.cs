using CsCheck;
using Tfaip.Training.Metrics;
using Tfaip.Training.Metrics.Reports;
using Tfaip.Training.Tensors;
using static TorchSharp.torch;

namespace Tfaip.Training.Tests.Metrics;

/// <summary>
/// Precision, recall, F, intersection over union, confusion and calibration against their definitions over all decisions at once.
/// </summary>
[TestClass]
public sealed class ClassificationTests
{
    private const int Ignored = -1;

    private static readonly Gen<Decision[][]> Batches = Gen.Select(
        Gen.Double[-2, 2].Array[4], Gen.Frequency((1, Gen.Const(-1)), (9, Gen.Int[0, 3])), Gen.Double[0, 2],
        (scores, label, weight) => new Decision(scores, label, weight)).Array[1, 9].Array[1, 5];

    private static readonly Gen<Decision[][]> LabelBatches = Gen.Select(
        Gen.Double[-2, 2].Array[3],
        Gen.Int[0, 7],
        Gen.Double[0, 2],
        (scores, label, weight) => new Decision(scores, label, weight)).Array[1, 9].Array[1, 5];

    [TestMethod]
    [DataRow("precision")]
    [DataRow("recall")]
    [DataRow("f1")]
    [DataRow("f_0.5")]
    [DataRow("iou")]
    public void Classes_are_measured_as_they_are_defined(string kind) => Batches.Sample(
        batches =>
        {
            var all = batches.SelectMany(batch => batch).Where(d => d.Label != Ignored).ToList();
            var pairs = all.Select(d => (Answer: Array.IndexOf(d.Scores, d.Scores.Max()), Wanted: d.Label, d.Weight)).ToList();
            return Agree(kind, batches, Convert, Enumerable.Range(0, 4).Select(c => new Cells(
                pairs.Where(p => p.Answer == c && p.Wanted == c).Sum(p => p.Weight),
                pairs.Where(p => p.Answer == c && p.Wanted != c).Sum(p => p.Weight),
                pairs.Where(p => p.Answer != c && p.Wanted == c).Sum(p => p.Weight))).ToList(), ClassificationTask.MultiClass);
        },
        iter: 40);

    [TestMethod]
    [DataRow("precision")]
    [DataRow("recall")]
    [DataRow("f1")]
    [DataRow("iou")]
    public void Labels_are_measured_as_they_are_defined(string kind) => LabelBatches.Sample(
        batches =>
        {
            var all = batches.SelectMany(batch => batch).ToList();
            return Agree(kind, batches, ConvertLabels, Enumerable.Range(0, 3).Select(c => new Cells(
                all.Where(d => d.Scores[c] > 0.25 && Has(d, c)).Sum(d => d.Weight),
                all.Where(d => d.Scores[c] > 0.25 && !Has(d, c)).Sum(d => d.Weight),
                all.Where(d => !(d.Scores[c] > 0.25) && Has(d, c)).Sum(d => d.Weight))).ToList(), ClassificationTask.MultiLabel);
        },
        iter: 40);

    [TestMethod]
    public void Yes_or_no_has_the_value_of_yes() => Batches.Sample(
        batches =>
        {
            var all = batches.SelectMany(batch => batch).Where(d => d.Label != Ignored).ToList();
            double Sum(Func<Decision, bool> condition) => all.Where(condition).Sum(d => d.Weight);
            var cells = new Cells(
                Sum(d => d.Scores[0] > 0.25 && d.Label == 1),
                Sum(d => d.Scores[0] > 0.25 && d.Label != 1),
                Sum(d => d.Scores[0] <= 0.25 && d.Label == 1));
            var result = MetricRun.Of(
                () => new FScore(
                    "scores",
                    "label")
                { Task = ClassificationTask.Binary, Threshold = 0.25, Weights = "weight", IgnoreIndex = Ignored }, batches,
                batch => (Targets([.. batch.Select(d => d with { Label = d.Label is 1 or Ignored ? d.Label : 0 })]), new TensorMap
                {
                    ["scores"] = tensor(batch.Select(d => d.Scores[0]).ToArray())
                }));
            return MetricRun.IsClose(result.Value(), Of("f1", cells));
        },
        iter: 40);

    [TestMethod]
    public void Micro_averages_of_one_class_of_several_are_the_accuracy() => Batches.Sample(
        batches =>
        {
            double Value(Func<IMetric> create) => MetricRun.Of(create, batches, Convert).Value();
            var accuracy = Value(() => new Accuracy("scores", "label") { IgnoreIndex = Ignored, Weights = "weight" });
            return MetricRun.IsClose(
                Value(() => new Precision("scores", "label") { Average = Average.Micro, IgnoreIndex = Ignored, Weights = "weight" }),
                accuracy)
                && MetricRun.IsClose(
                    Value(() => new Recall("scores", "label") { Average = Average.Micro, IgnoreIndex = Ignored, Weights = "weight" }),
                    accuracy);
        },
        iter: 20);

    [TestMethod]
    public void A_confusion_matrix_counts_each_pair() => Batches.Sample(
        batches =>
        {
            var result = MetricRun.Of(
                () => new ConfusionMatrix("scores", "label") { IgnoreIndex = Ignored, Weights = "weight", Labels = ["a", "b", "c", "d"] },
                batches,
                Convert);
            var report = (ConfusionReport)result.Reports.Single();
            var all = batches.SelectMany(batch => batch).ToList();
            return result.Values.Count == 0
                && report.Labels.SequenceEqual(["a", "b", "c", "d"])
                && Enumerable.Range(0, 16).All(cell => MetricRun.IsClose(report.Counts[cell / 4][cell % 4], all
                    .Where(d => d.Label == cell / 4 && Array.IndexOf(d.Scores, d.Scores.Max()) == cell % 4).Sum(d => d.Weight)));
        },
        iter: 40);

    [TestMethod]
    public void Calibration_compares_probability_and_accuracy_in_bins() => Batches.Sample(
        batches =>
        {
            var result = MetricRun.Of(
                () => new CalibrationError("scores", "label") { IgnoreIndex = Ignored, Weights = "weight", Bins = 7 }, batches, Convert);
            var answers = batches.SelectMany(batch => batch).Where(d => d.Label != Ignored).Select(d =>
            {
                var all = d.Scores.Sum(Math.Exp);
                return (Probability: Math.Exp(d.Scores.Max()) / all, IsRight: Array.IndexOf(d.Scores, d.Scores.Max()) == d.Label, d.Weight);
            }).ToList();
            var expected = Enumerable.Range(0, 7).Sum(bin =>
            {
                var inside = answers.Where(a => a.Probability > bin / 7.0 && a.Probability <= (bin + 1) / 7.0).ToList();
                return Math.Abs(inside.Sum(a => a.Weight * ((a.IsRight ? 1 : 0) - a.Probability)));
            }) / answers.Sum(a => a.Weight);
            var curve = ((CurveReport)result.Reports.Single()).Curves.Single();
            return MetricRun.IsClose(result.Value(), expected) && curve.X.SequenceEqual(curve.X.Order()) && curve.X.Count == curve.Y.Count;
        },
        iter: 40);

    [TestMethod]
    public void Classes_may_be_on_any_axis()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        var scores = rand(5, 7, 4, 3);
        var label = randint(0, 4, [5, 7, 3], dtype: ScalarType.Int64);
        var flat = scores.permute(0, 1, 3, 2).reshape(-1, 4);
        using var deep = new FScore("scores", "label") { ClassAxis = -2, Average = Average.PerClass };
        using var plain = new FScore("scores", "label") { Average = Average.PerClass };

        deep.Update(new(), new() { ["label"] = label }, new() { ["scores"] = scores });
        plain.Update(new(), new() { ["label"] = label.reshape(-1) }, new() { ["scores"] = flat });

        CollectionAssert.AreEqual(plain.Result().Values.ToList(), deep.Result().Values.ToList());
        CollectionAssert.AreEqual(new[] { "f1/0", "f1/1", "f1/2", "f1/3" }, deep.Result().Values.Select(value => value.Key).ToArray());
    }

    [TestMethod]
    public void A_class_that_nobody_names_has_no_value_and_no_part_in_the_mean()
    {
        using var scope = NewDisposeScope();
        var (targets, outputs) = (new TensorMap
        {
            ["t"] = tensor(new long[] { 0, 1 })
        }, new TensorMap { ["y"] = tensor(new float[,] { { 1, 0, 0, 0 }, { 0, 0, 1, 0 } }) });
        using var each = new Precision("y", "t") { Average = Average.PerClass, Labels = ["a", "b", "c", "d"] };
        using var mean = new Precision("y", "t");
        Assert.IsTrue(double.IsNaN(mean.Result().Value()));

        each.Update(new(), targets, outputs);
        mean.Update(new(), targets, outputs);

        // b is wanted and never answered, c answered and never wanted, d neither.
        CollectionAssert.AreEqual(new[] { 1, 0, 0, double.NaN }, each.Result().Values.Select(value => value.Value).ToArray());
        Assert.AreEqual(
            "precision/a precision/b precision/c precision/d", string.Join(' ', each.Result().Values.Select(value => value.Key)));
        Assert.AreEqual(1 / 3.0, mean.Result().Value(), 1e-15);
        mean.Reset();
        Assert.IsTrue(double.IsNaN(mean.Result().Value()));
    }

    [TestMethod]
    public void Shapes_that_do_not_belong_together_are_refused()
    {
        using var scope = NewDisposeScope();
        using var classes = new Recall("y", "t");
        using var labels = new Recall("y", "t") { Task = ClassificationTask.MultiLabel };
        TensorMap outputs = new() { ["y"] = zeros(3, 4) };

        var error = Assert.ThrowsExactly<ArgumentException>(() => classes.Update(new(), new() { ["t"] = zeros(3, 1, int64) }, outputs));
        Assert.AreEqual("The scores without their class axis have the shape [3], the targets [3, 1]; they must be equal.", error.Message);
        error = Assert.ThrowsExactly<ArgumentException>(() => labels.Update(new(), new() { ["t"] = zeros(3, int64) }, outputs));
        Assert.AreEqual("The scores 'y' have the shape [3, 4], the targets 't' [3]; they must be equal.", error.Message);
    }

    private static bool Agree(
        string kind, Decision[][] batches, Func<Decision[], (TensorMap, TensorMap)> convert, List<Cells> cells, ClassificationTask task)
    {
        double[] Values(Average average) =>
            [.. MetricRun.Of(() => Create(kind, average, task), batches, convert).Values.Select(value => value.Value)];
        var each = cells.Select(c => Of(kind, c)).ToList();
        var there = cells.Zip(each).Where(pair => !double.IsNaN(pair.Second)).ToList();
        var micro = Of(kind, new(cells.Sum(c => c.Right), cells.Sum(c => c.Wrong), cells.Sum(c => c.Missed)));
        var macro = there.Count == 0 ? double.NaN : there.Average(pair => pair.Second);
        var weighted = there.Sum(pair => (pair.First.Right + pair.First.Missed) * pair.Second) / there.Sum(
            pair => pair.First.Right + pair.First.Missed);
        return Values(Average.PerClass).Zip(each).All(pair => MetricRun.IsClose(pair.First, pair.Second))
            && MetricRun.IsClose(Values(Average.Micro)[0], micro)
            && MetricRun.IsClose(Values(Average.Macro)[0], macro)
            && MetricRun.IsClose(Values(Average.Weighted)[0], weighted);
    }

    private static IMetric Create(string kind, Average average, ClassificationTask task)
    {
        long? ignored = task == ClassificationTask.MultiClass ? Ignored : null;
        return kind switch
        {
            "precision" => new Precision(
                "scores", "label")
            { Average = average, Task = task, Threshold = 0.25, Weights = "weight", IgnoreIndex = ignored },
            "recall" => new Recall(
                "scores", "label")
            { Average = average, Task = task, Threshold = 0.25, Weights = "weight", IgnoreIndex = ignored },
            "iou" => new MeanIoU(
                "scores", "label")
            { Average = average, Task = task, Threshold = 0.25, Weights = "weight", IgnoreIndex = ignored },
            "f1" => new FScore(
                "scores", "label")
            { Average = average, Task = task, Threshold = 0.25, Weights = "weight", IgnoreIndex = ignored },
            _ => new FScore(
                "scores",
                "label")
            { Beta = 0.5, Average = average, Task = task, Threshold = 0.25, Weights = "weight", IgnoreIndex = ignored },
        };
    }

    // The formulas of the textbook, of true positives, false positives and false negatives.
    private static double Of(string kind, Cells cells)
    {
        var (right, wrong, missed) = cells;
        if (right + wrong + missed == 0) return double.NaN;
        var precision = right + wrong == 0 ? 0 : right / (right + wrong);
        var recall = right + missed == 0 ? 0 : right / (right + missed);
        return kind switch
        {
            "precision" => precision,
            "recall" => recall,
            "iou" => right / (right + wrong + missed),
            "f1" => precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall),
            _ => precision + recall == 0 ? 0 : 1.25 * precision * recall / ((0.25 * precision) + recall),
        };
    }

    private static bool Has(Decision decision, int label) => (decision.Label >> label) % 2 == 1;

    private static (TensorMap Targets, TensorMap Outputs) Convert(Decision[] batch) => (Targets(batch), Scores(batch));

    private static (TensorMap Targets, TensorMap Outputs) ConvertLabels(Decision[] batch)
    {
        var labels = tensor(batch.SelectMany(d => Enumerable.Range(0, 3).Select(label => Has(d, label) ? 1L : 0)).ToArray()).reshape(-1, 3);
        return (new TensorMap { ["label"] = labels, ["weight"] = tensor(batch.Select(d => d.Weight).ToArray()).unsqueeze(1) }, Scores(
            batch));
    }

    private static TensorMap Targets(Decision[] batch) => new()
    {
        ["label"] = tensor(batch.Select(d => (long)d.Label).ToArray()), ["weight"] = tensor(batch.Select(d => d.Weight).ToArray()),
    };

    private static TensorMap Scores(Decision[] batch) => new() { ["scores"] = stack(batch.Select(d => tensor(d.Scores))) };

    private sealed record Decision(double[] Scores, int Label, double Weight);

    private sealed record Cells(double Right, double Wrong, double Missed);
}
