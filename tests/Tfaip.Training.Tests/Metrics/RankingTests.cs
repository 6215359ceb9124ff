using CsCheck;
using Tfaip.Training.Metrics;
using Tfaip.Training.Metrics.Reports;
using Tfaip.Training.Tensors;
using static TorchSharp.torch;

namespace Tfaip.Training.Tests.Metrics;

/// <summary>Areas under curves against their definitions: over all pairs, and over all thresholds.</summary>
[TestClass]
public sealed class RankingTests
{
    // Few different scores, so that many are equal.
    private static readonly Gen<Scored[][]> Batches = Gen.Select(
        Gen.Int[0, 6].Array[3],
        Gen.Int[0, 2],
        Gen.Double[0, 2],
        (scores, label, weight) => new Scored([.. scores.Select(score => score / 4.0)], label, weight))
        .Array[1, 9].Array[1, 5];

    [TestMethod]
    public void The_area_under_the_ROC_is_the_probability_of_the_right_order() => Batches.Sample(
        batches => MetricRun.IsClose(
            MetricRun.Of(() => new RocAuc("scores", "label") { IgnoreIndex = 2, Weights = "weight" }, batches, Binary).Value(),
            Auc(All(batches).Where(s => s.Label != 2), s => s.Scores[0], s => s.Label == 1)),
        iter: 60);

    [TestMethod]
    public void Average_precision_is_the_area_under_its_steps() => Batches.Sample(
        batches => MetricRun.IsClose(
            MetricRun.Of(() => new AveragePrecision("scores", "label") { IgnoreIndex = 2, Weights = "weight" }, batches, Binary).Value(),
            Ap(All(batches).Where(s => s.Label != 2), s => s.Scores[0], s => s.Label == 1)),
        iter: 60);

    [TestMethod]
    public void One_class_of_several_is_measured_against_the_others() => Batches.Sample(
        batches =>
        {
            MetricResult Run(Average average) => MetricRun.Of(
                () => new RocAuc("scores", "label")
                {
                    Task = ClassificationTask.MultiClass,
                    Average = average,
                    Weights = "weight",
                    Labels = ["a", "b", "c"]
                }, batches, Classes);
            var each = Enumerable.Range(0, 3).Select(c => Auc(All(batches), s => s.Scores[c], s => s.Label == c)).ToList();
            var there = each.Where(value => !double.IsNaN(value)).DefaultIfEmpty(double.NaN);
            var perClass = Run(Average.PerClass);
            return perClass.Values.Select(value => value.Key).SequenceEqual(["roc_auc/a", "roc_auc/b", "roc_auc/c"])
                && perClass.Values.Zip(each).All(pair => MetricRun.IsClose(pair.First.Value, pair.Second))
                && MetricRun.IsClose(Run(Average.Macro).Value(), there.Average());
        },
        iter: 40);

    [TestMethod]
    public void Labels_are_measured_one_by_one_or_together() => Batches.Sample(
        batches =>
        {
            MetricResult Run(Average average) => MetricRun.Of(
                () => new AveragePrecision("scores", "label") { Task = ClassificationTask.MultiLabel, Average = average }, batches, Labels);
            var cells = All(batches).SelectMany(s => s.Scores.Select((score, i) => (Score: score, IsYes: i <= s.Label - 1, Label: i)))
                .ToList();
            var each = Enumerable.Range(0, 3)
                .Select(c => Ap(cells.Where(cell => cell.Label == c), cell => cell.Score, cell => cell.IsYes, _ => 1)).ToList();
            return Run(Average.PerClass).Values.Zip(each).All(pair => MetricRun.IsClose(pair.First.Value, pair.Second))
                && MetricRun.IsClose(Run(Average.Micro).Value(), Ap(cells, cell => cell.Score, cell => cell.IsYes, _ => 1));
        },
        iter: 40);

    [TestMethod]
    public void Curves_have_a_point_for_each_threshold()
    {
        // By hand: scores 3 yes, 2 no, 2 yes, 1 no.
        Scored[][] batches = [[new([3.0, 0, 0], 1, 1), new([2.0, 0, 0], 0, 1)], [new([2.0, 0, 0], 1, 1), new([1.0, 0, 0], 0, 1)]];

        var roc = (CurveReport)MetricRun.Of(() => new RocAuc("scores", "label"), batches, Binary).Reports.Single();
        Assert.AreEqual(
            ("roc_auc", "false positive rate", "true positive rate", "model"), (roc.Name, roc.XAxis, roc.YAxis, roc.Curves.Single().Label));
        CollectionAssert.AreEqual(new[] { 0, 0, 0.5, 1 }, roc.Curves[0].X.ToArray());
        CollectionAssert.AreEqual(new[] { 0, 0.5, 1, 1 }, roc.Curves[0].Y.ToArray());
        CollectionAssert.AreEqual(new[] { double.PositiveInfinity, 3, 2, 1 }, roc.Curves[0].Thresholds.ToArray());

        var pr = (CurveReport)MetricRun.Of(() => new AveragePrecision("scores", "label"), batches, Binary).Reports.Single();
        CollectionAssert.AreEqual(new[] { 0, 0.5, 1, 1 }, pr.Curves[0].X.ToArray());
        CollectionAssert.AreEqual(new[] { 1, 1, 2 / 3.0, 0.5 }, pr.Curves[0].Y.ToArray());
    }

    [TestMethod]
    public void A_long_curve_is_thinned_and_its_area_is_not()
    {
        using var scope = NewDisposeScope();
        using var metric = new RocAuc("scores", "label");
        var scores = arange(0, 5000, dtype: ScalarType.Float64);
        metric.Update(new(), new() { ["label"] = scores.remainder(2).to(ScalarType.Int64) }, new() { ["scores"] = scores });

        var curve = ((CurveReport)metric.Result().Reports.Single()).Curves.Single();

        Assert.HasCount(1000, curve.X);
        Assert.AreEqual((0.0, 1.0, 1.0), (curve.X[0], curve.X[^1], curve.Y[^1]));

        // The odd numbers are yes: yes number k of n is before the no of 0 … k: (k + 1) of n.
        Assert.AreEqual((2500.0 + 1) / 2 / 2500, metric.Result().Value(), 1e-12);
    }

    private static double Auc(IEnumerable<Scored> samples, Func<Scored, double> score, Func<Scored, bool> isYes)
    {
        var all = samples.ToList();
        var pairs = all.Where(isYes).SelectMany(yes => all.Where(no => !isYes(no)).Select(no => (
            Weight: yes.Weight * no.Weight, Value: score(yes) > score(no) ? 1 : score(yes) == score(no) ? 0.5 : 0))).ToList();
        return pairs.Sum(pair => pair.Weight * pair.Value) / pairs.Sum(pair => pair.Weight);
    }

    private static double Ap(IEnumerable<Scored> samples, Func<Scored, double> score, Func<Scored, bool> isYes) =>
        Ap(samples, score, isYes, s => s.Weight);

    private static double Ap<T>(IEnumerable<T> samples, Func<T, double> score, Func<T, bool> isYes, Func<T, double> weight)
    {
        var all = samples.Where(s => weight(s) > 0).ToList();
        var positives = all.Where(isYes).Sum(weight);
        var (sum, recall) = (0.0, 0.0);
        foreach (var threshold in all.Select(score).Distinct().OrderDescending())
        {
            var above = all.Where(s => score(s) >= threshold).ToList();
            var right = above.Where(isYes).Sum(weight);
            sum += ((right / positives) - recall) * (right / above.Sum(weight));
            recall = right / positives;
        }

        return positives == 0 ? double.NaN : sum;
    }

    private static IEnumerable<Scored> All(Scored[][] batches) => batches.SelectMany(batch => batch);

    private static (TensorMap Targets, TensorMap Outputs) Binary(Scored[] batch) =>
        (Targets(batch), new() { ["scores"] = tensor(batch.Select(s => s.Scores[0]).ToArray()) });

    private static (TensorMap Targets, TensorMap Outputs) Classes(Scored[] batch) => (Targets(batch), new() { ["scores"] = Scores(batch) });

    private static (TensorMap Targets, TensorMap Outputs) Labels(Scored[] batch) => (
        new() { ["label"] = stack(batch.Select(s => tensor(Enumerable.Range(0, 3).Select(i => i <= s.Label - 1 ? 1L : 0).ToArray()))) },
        new() { ["scores"] = Scores(batch) });

    private static TensorMap Targets(Scored[] batch) => new()
    {
        ["label"] = tensor(batch.Select(s => (long)s.Label).ToArray()), ["weight"] = tensor(batch.Select(s => s.Weight).ToArray()),
    };

    private static Tensor Scores(Scored[] batch) => stack(batch.Select(s => tensor(s.Scores)));

    private sealed record Scored(double[] Scores, int Label, double Weight);
}
