using Tfaip.Processors.Pipelines;
using Tfaip.Training.LearningRates;

namespace Tfaip.Training.Tests.LearningRates;

[TestClass]
public sealed class LearningRateSuggestionTests
{
    private static readonly LearningRateRange Range = new(1e-7, 10, 100);

    [TestMethod]
    [DataRow(40, 90, 40, DisplayName = "the steepest descent, far before the lowest loss")]
    [DataRow(40, 44, 31, DisplayName = "at most a tenth of the lowest loss's: 12.25 steps before it")]
    public void It_is_the_steepest_descent_but_at_most_a_tenth_of_the_lowest(int steepest, int lowest, int expected)
    {
        // A logistic curve falls fastest in its middle; the line after it has its lowest point where it is to be.
        var points = Points(step => step <= lowest ? Logistic(step - steepest) : Logistic(lowest - steepest) + (0.1 * (step - lowest)));

        var suggestion = LearningRateSuggestion.Of(points, 10)!;

        Assert.AreEqual((steepest, lowest), (suggestion.Steepest.Step - 1, suggestion.Minimum.Step - 1));
        Assert.AreEqual(Math.Min(Range.Rate(steepest), Range.Rate(lowest) / 10), suggestion.LearningRate);
        Assert.AreEqual(expected, (int)(Math.Log(suggestion.LearningRate / 1e-7) / Math.Log(1e8) * 99 + 1e-6));
    }

    [TestMethod]
    public void The_beginning_does_not_count()
    {
        // Losses of the first tenth fall most, and are the lowest.
        var points = Points(step => step < 9 ? -step : Logistic(step - 50));

        var suggestion = LearningRateSuggestion.Of(points, 10)!;

        Assert.AreEqual(50, suggestion.Steepest.Step - 1);
        Assert.AreEqual(99, suggestion.Minimum.Step - 1);
    }

    [TestMethod]
    public void A_last_loss_that_is_not_finite_does_not_count()
    {
        var points = Points(step => Logistic(step - 30));

        var suggestion = LearningRateSuggestion.Of(
            [.. points[..60], points[60] with { Loss = double.NaN, SmoothedLoss = double.NaN }], 10)!;

        Assert.AreEqual((30, 59), (suggestion.Steepest.Step - 1, suggestion.Minimum.Step - 1));
    }

    [TestMethod]
    public void There_is_none_where_the_loss_does_not_fall()
    {
        Assert.IsNull(LearningRateSuggestion.Of(Points(_ => 1), 10));
        Assert.IsNull(LearningRateSuggestion.Of(Points(step => step), 10));
        Assert.IsNull(LearningRateSuggestion.Of(Points(step => 1 - (1e-6 * step)), 10));
        Assert.IsNull(LearningRateSuggestion.Of(Points(step => Logistic(step - 30))[..11], 10));
        Assert.IsNull(LearningRateSuggestion.Of([], 10));
    }

    [TestMethod]
    public void Noise_is_no_descent_but_a_descent_in_noise_is_one()
    {
        for (var seed = 0UL; seed < 200; seed++)
        {
            var random = new SampleRandom(seed, 0, 0, 0);
            var noise = Enumerable.Range(0, 100).Select(_ => random.NextDouble(-0.2, 0.2)).ToArray();

            Assert.IsNull(LearningRateSuggestion.Of(Smoothed(noise), 10), $"seed {seed}");
            Assert.IsNotNull(
                LearningRateSuggestion.Of(Smoothed([.. noise.Select((value, step) => value + Logistic(step - 50))]), 10), $"seed {seed}");
        }
    }

    private static double Logistic(double x) => 1 / (1 + Math.Exp(x / 3));

    private static LearningRatePoint[] Points(Func<int, double> loss) =>
        [.. Enumerable.Range(0, Range.Steps).Select(step => new LearningRatePoint(step + 1, Range.Rate(step), loss(step), loss(step)))];

    private static IReadOnlyList<LearningRatePoint> Smoothed(double[] losses)
    {
        var curve = new LearningRateCurve(Range);
        foreach (var loss in losses) curve.Add(loss);
        return curve.Points;
    }
}
