namespace Tfaip.Training.LearningRates;

/// <summary>
/// What the curve of a range test says. <see cref="Steepest"/> is where the smoothed loss falls fastest over the logarithm of the learning
/// rate, by central differences, before <see cref="Minimum"/>, where it is lowest. The first tenth of the steps, where the mean is of few
/// losses, counts for neither.
/// </summary>
/// <param name="Steepest">Where the smoothed loss falls fastest.</param>
/// <param name="Minimum">Where the smoothed loss is lowest.</param>
public sealed record LearningRateSuggestion(LearningRatePoint Steepest, LearningRatePoint Minimum)
{
    /// <summary>The learning rate to begin with: that of the steepest descent, but at most a tenth of the minimum's.</summary>
    public double LearningRate => Math.Min(Steepest.LearningRate, Minimum.LearningRate / 10);

    /// <summary>Reads a curve.</summary>
    /// <param name="points">The curve; a last point that is not finite does not count.</param>
    /// <param name="window">The steps of its beginning that do not count.</param>
    /// <returns>
    /// Null where the loss does not fall: from the first point that counts to the minimum by more than a thousandth of it, and by more than
    /// eight standard deviations that the noise of single losses leaves in the smoothed one.
    /// </returns>
    internal static LearningRateSuggestion? Of(IReadOnlyList<LearningRatePoint> points, int window)
    {
        var finite = points.TakeWhile(point => double.IsFinite(point.SmoothedLoss)).ToList();
        if (finite.Count <= window + 1) return null;
        var minimum = finite.Skip(window).MinBy(point => point.SmoothedLoss)!;
        var low = minimum.Step - 1;
        var start = finite[window].SmoothedLoss;
        if (start - minimum.SmoothedLoss <= Math.Max(1e-3 * Math.Abs(start), 8 * Noise(finite, window))) return null;
        var steepest = Enumerable.Range(window, low - window)
            .MinBy(index => finite[index + 1].SmoothedLoss - finite[index - 1].SmoothedLoss);
        return new(finite[steepest], minimum);
    }

    // Half of the successive differences of normal noise of deviation σ are below 0.6745·√2·σ; the median does not see the few steps in
    // which the loss falls. An exponential mean that forgets by 1 − 1/w leaves σ/√(2w − 1) of it.
    private static double Noise(List<LearningRatePoint> points, int window)
    {
        var differences = points.Zip(points.Skip(1), (first, second) => Math.Abs(second.Loss - first.Loss)).Order().ToList();
        return differences[differences.Count / 2] / (0.6745 * Math.Sqrt(2)) / Math.Sqrt((2 * window) - 1);
    }
}
