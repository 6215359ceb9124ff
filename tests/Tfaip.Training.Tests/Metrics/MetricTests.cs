using CsCheck;
using Tfaip.Training.Metrics;
using Tfaip.Training.Tensors;
using static TorchSharp.torch;

namespace Tfaip.Training.Tests.Metrics;

/// <summary>Streaming metrics over batches of any sizes, against their definitions over all samples at once.</summary>
[TestClass]
public sealed class MetricTests
{
    private static readonly Gen<(float[] Scores, long Label)[][]> Batches =
        Gen.Select(Gen.Float[-1, 1].Array[4], Gen.Long[0, 3]).Array[1, 9].Array[1, 6];

    private static readonly Gen<(float[] Scores, long Label)[][]> BatchesWithoutTies =
        Gen.Select(Gen.Shuffle((float[])[-0.5f, 0, 0.25f, 3]), Gen.Long[0, 3]).Array[1, 9].Array[1, 6];

    [TestMethod]
    public void Accuracy_is_the_part_of_right_samples() => Batches.Sample(
        batches =>
        {
            using var metric = new Accuracy("scores", "label");
            return IsClose(Run(metric, batches), batches.SelectMany(b => b).Average(s => Rank(s) == 0 ? 1.0 : 0));
        },
        iter: 50);

    [TestMethod]
    public void Top_k_accuracy_counts_the_k_largest() => BatchesWithoutTies.Sample(
        batches =>
        {
            using var metric = new Accuracy("scores", "label", "top_2") { TopK = 2 };
            return IsClose(Run(metric, batches), batches.SelectMany(b => b).Average(s => Rank(s) < 2 ? 1.0 : 0));
        },
        iter: 50);

    [TestMethod]
    public void Weights_count()
        => Batches.Sample(
            batches =>
            {
                using var metric = new Accuracy("scores", "label") { Weights = "weight" };
                var all = batches.SelectMany(b => b).ToList();
                return IsClose(Run(metric, batches), all.Sum(s => Rank(s) == 0 ? Weight(s) : 0) / all.Sum(Weight));
            },
            iter: 50);

    [TestMethod]
    public void Errors_are_means_over_all_elements() => Batches.Sample(
        batches =>
        {
            using var absolute = new MeanAbsoluteError("scores", "shifted");
            using var root = new MeanSquaredError("scores", "shifted") { Root = true };
            var errors = batches.SelectMany(b => b).SelectMany(s => s.Scores.Select(score => (double)score - (score * 0.5f + 0.25f)))
                .ToList();
            return IsClose(Run(absolute, batches), errors.Average(Math.Abs))
                && IsClose(Run(root, batches), Math.Sqrt(errors.Average(e => e * e)));
        },
        iter: 50);

    [TestMethod]
    public void A_reset_forgets_and_a_restored_state_goes_on()
    {
        using var scope = NewDisposeScope();
        using var metric = new MeanAbsoluteError("y", "t");
        Assert.IsTrue(double.IsNaN(metric.Compute()));
        Update(metric, 1, 2);
        metric.Reset();
        Assert.IsTrue(double.IsNaN(metric.Compute()));
        Update(metric, 4);
        var state = metric.State.ToDictionary(entry => entry.Key, entry => entry.Value.clone());
        using var other = new MeanAbsoluteError("y", "t");
        Update(other, 100);
        other.Load(state, CPU);
        Update(metric, 1);
        Update(other, 1);

        Assert.AreEqual(2.5, metric.Compute());
        Assert.AreEqual(2.5, other.Compute());

        // The state of a metric that has not seen a batch is empty.
        using var fresh = new MeanAbsoluteError("y", "t");
        other.Load(fresh.State, CPU);
        Assert.IsTrue(double.IsNaN(other.Compute()));
    }

    [TestMethod]
    public void Shapes_that_would_broadcast_are_refused()
    {
        using var scope = NewDisposeScope();
        using var metric = new MeanAbsoluteError("y", "t");

        var error = Assert.ThrowsExactly<ArgumentException>(
            () => metric.Update(new TensorMap(), new TensorMap { ["t"] = zeros(3) }, new TensorMap { ["y"] = zeros(3, 1) }));

        Assert.AreEqual("The output 'y' has the shape [3, 1], the target 't' [3]; they must be equal.", error.Message);
    }

    private static void Update(MeanAbsoluteError metric, params float[] values) =>
        metric.Update(new TensorMap(), new TensorMap { ["t"] = zeros(values.Length) }, new TensorMap { ["y"] = tensor(values) });

    private static double Run(IMetric metric, (float[] Scores, long Label)[][] batches)
    {
        foreach (var batch in batches)
        {
            using var scope = NewDisposeScope();
            var scores = stack(batch.Select(s => tensor(s.Scores)));
            var targets = new TensorMap
            {
                ["label"] = tensor(batch.Select(s => s.Label).ToArray()),
                ["weight"] = tensor(batch.Select(s => (float)Weight(s)).ToArray()),
                ["shifted"] = (scores * 0.5f) + 0.25f,
            };
            metric.Update(new TensorMap(), targets, new TensorMap { ["scores"] = scores });
        }

        return metric.Result().Values.Single().Value;
    }

    // How many scores are before the label's: larger ones, and equal ones of smaller classes.
    private static int Rank((float[] Scores, long Label) sample) =>
        sample.Scores.Index().Count(
            entry => entry.Item > sample.Scores[sample.Label] || (entry.Item == sample.Scores[sample.Label] && entry.Index < sample.Label));

    private static double Weight((float[] Scores, long Label) sample) => 1 + sample.Label;

    private static bool IsClose(double actual, double expected) => Math.Abs(actual - expected) <= 1e-6;
}
