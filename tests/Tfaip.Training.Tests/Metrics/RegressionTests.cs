using CsCheck;
using Tfaip.Training.Metrics;
using Tfaip.Training.Tensors;
using static TorchSharp.torch;

namespace Tfaip.Training.Tests.Metrics;

[TestClass]
public sealed class RegressionTests
{
    private static readonly Gen<(double Output, double Target, double Weight)[][]> Batches =
        Gen.Select(Gen.Double[-1, 1], Gen.Double[-1, 1], Gen.Double[0, 2]).Array[1, 9].Array[1, 5];

    [TestMethod]
    public void R_squared_compares_with_the_mean() => Gen.Select(Batches, Gen.OneOf(new[] { 0.0, 1e6 }.Select(Gen.Const).ToArray())).Sample(
        (batches, offset) =>
        {
            var all = batches.SelectMany(batch => batch).ToList();
            var mean = all.Sum(p => p.Weight * p.Target) / all.Sum(p => p.Weight);
            var squares = all.Sum(p => p.Weight * Math.Pow(p.Target - mean, 2));
            var expected = 1 - (all.Sum(p => p.Weight * Math.Pow(p.Target - p.Output, 2)) / squares);
            var value = MetricRun.Of(() => new RSquared("y", "t") { Weights = "w" }, batches, batch => (
                new TensorMap
                {
                    ["t"] = tensor(batch.Select(p => p.Target + offset).ToArray()),
                    ["w"] = tensor(batch.Select(p => p.Weight).ToArray())
                },
                new TensorMap { ["y"] = tensor(batch.Select(p => p.Output + offset).ToArray()) })).Value();

            // Targets that are all equal but for rounding are explained by their mean, and what is divided by is only the rounding.
            return squares < 1e-3 || MetricRun.IsClose(value, expected, 1e-6);
        },
        iter: 60);

    [TestMethod]
    public void R_squared_of_equal_targets_is_1_or_0_as_in_scikit_learn()
    {
        // r2_score of scikit-learn 1.2: [0.1, 0.1, 0.1] of the same is 1, of anything else 0.
        Assert.AreEqual(1, Of(0.1, 0.1));
        Assert.AreEqual(0, Of(0.1, 0.3));
        Assert.IsTrue(double.IsNaN(Of(0.1, double.NaN)));

        static double Of(double target, double output)
        {
            using var scope = NewDisposeScope();
            using var metric = new RSquared("y", "t") { Weights = "w" };
            foreach (var count in new[] { 3, 1, 7 })
            {
                // What weighs nothing may be anything.
                var targets = Enumerable.Repeat(target, count).Prepend(5.7).ToArray();
                var weights = Enumerable.Repeat(1.0, count).Prepend(0).ToArray();
                metric.Update(
                    new(),
                    new() { ["t"] = tensor(targets), ["w"] = tensor(weights) },
                    new() { ["y"] = tensor(Enumerable.Repeat(output, count).Prepend(5.7).ToArray()) });
            }

            return metric.Result().Value();
        }
    }

    [TestMethod]
    public void The_root_of_the_mean_has_a_name_of_its_own()
    {
        using var mean = new MeanSquaredError("y", "t");
        using var root = new MeanSquaredError("y", "t") { Root = true };
        using var named = new MeanSquaredError("y", "t", "distance") { Root = true };
        Assert.AreEqual(("mean_squared_error", "root_mean_squared_error", "distance"), (mean.Name, root.Name, named.Name));
        Assert.AreEqual("root_mean_squared_error", root.Result().Values.Single().Key);
    }

    [TestMethod]
    public void R_squared_of_nothing_is_no_number_and_that_of_the_mean_is_0()
    {
        using var scope = NewDisposeScope();
        using var metric = new RSquared("y", "t") { Weights = "w" };
        Assert.IsTrue(double.IsNaN(metric.Result().Value()));
        Update(0, 0);
        Assert.IsTrue(double.IsNaN(metric.Result().Value()));
        Update(1, 1);
        Assert.AreEqual(0, metric.Result().Value(), 1e-12);

        void Update(double first, double second) => metric.Update(
            new(),
            new() { ["t"] = tensor(new[] { 1.0, 3 }), ["w"] = tensor(new[] { first, second }) },
            new() { ["y"] = tensor(new[] { 2.0, 2 }) });
    }
}
