using CsCheck;
using Tfaip.Training.LearningRates;

namespace Tfaip.Training.Tests.LearningRates;

[TestClass]
public sealed class LearningRateCurveTests
{
    [TestMethod]
    public void The_learning_rate_grows_by_one_factor()
    {
        var range = new LearningRateRange(1e-6, 10, 57);
        var rates = Enumerable.Range(0, 57).Select(range.Rate).ToList();

        Assert.AreEqual((1e-6, 10), (rates[0], rates[^1]));
        foreach (var (rate, next) in rates.Zip(rates.Skip(1))) Assert.AreEqual(Math.Pow(1e7, 1.0 / 56), next / rate, 1e-12);
    }

    [TestMethod]
    public void The_smoothed_loss_is_the_mean_with_weights_that_fall_by_one_factor() =>
        Gen.Select(Gen.Double[-10, 10].Array[1, 40], Gen.Int[10, 300]).Sample((losses, steps) =>
        {
            var range = new LearningRateRange(1e-7, 10, steps);
            var curve = new LearningRateCurve(range);
            foreach (var (i, loss) in losses.Take(steps).Index())
            {
                var point = curve.Add(loss);
                var weights = Enumerable.Range(0, i + 1).Select(j => Math.Pow(1 - (1.0 / range.Window), i - j)).ToList();
                var expected = weights.Zip(losses, (weight, value) => weight * value).Sum() / weights.Sum();
                Assert.AreEqual(expected, point.SmoothedLoss, 1e-10);
                Assert.AreEqual((i + 1, range.Rate(i), loss), (point.Step, point.LearningRate, point.Loss));
            }
        });

    // Of ten steps the last loss alone is the smoothed one.
    [TestMethod]
    [DataRow(false, 1, 1, 4.0)]
    [DataRow(true, 1, 1, 4.001)]
    [DataRow(false, 2, 1, 3.999)]
    [DataRow(false, 10, 1, 28.0, DisplayName = "not above where it came from")]
    [DataRow(true, 10, 1, 28.001)]
    [DataRow(false, 1, -1, 5.0, DisplayName = "below zero")]
    [DataRow(true, 1, -1, 5.001, DisplayName = "from below zero")]
    [DataRow(false, 1, 0.001, 0.1, DisplayName = "near zero, small differences are none")]
    [DataRow(true, 1, 1, double.NaN)]
    [DataRow(true, 1, 1, double.PositiveInfinity)]
    [DataRow(true, 1, -1, double.NegativeInfinity)]
    public void It_diverges_far_above_the_best(bool diverges, double first, double best, double last)
    {
        var curve = new LearningRateCurve(new LearningRateRange(1e-7, 10, 10));
        curve.Add(first);
        curve.Add(best);
        Assert.IsFalse(curve.HasDiverged);

        curve.Add(last);

        Assert.AreEqual(diverges, curve.HasDiverged);
    }
}
