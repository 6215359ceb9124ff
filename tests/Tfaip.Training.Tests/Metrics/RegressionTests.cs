using CsCheck;
using Tfaip.Training.Metrics;
using Tfaip.Training.Scenarios;
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
                new TensorMap { ["t"] = tensor(batch.Select(p => p.Target + offset).ToArray()), ["w"] = tensor(batch.Select(p => p.Weight).ToArray()) },
                new TensorMap { ["y"] = tensor(batch.Select(p => p.Output + offset).ToArray()) })).Value();

            // Targets that are all equal but for rounding are explained by their mean, and what is divided by is only the rounding.
            return squares < 1e-3 || MetricRun.IsClose(value, expected, 1e-6);
        },
        iter: 60);

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
            new(), new() { ["t"] = tensor(new[] { 1.0, 3 }), ["w"] = tensor(new[] { first, second }) }, new() { ["y"] = tensor(new[] { 2.0, 2 }) });
    }
}
