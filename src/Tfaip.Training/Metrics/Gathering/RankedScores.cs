namespace Tfaip.Training.Metrics.Gathering;

/// <summary>
/// The yes and no of one label by falling threshold: point i is after all scores of at least <c>Thresholds[i]</c>. Equal scores are
/// one point.
/// </summary>
/// <param name="Thresholds">The different scores, falling.</param>
/// <param name="TruePositives">The weight of yes among the scores so far.</param>
/// <param name="FalsePositives">The weight of no among the scores so far.</param>
internal sealed record RankedScores(double[] Thresholds, double[] TruePositives, double[] FalsePositives)
{
    /// <summary>
    /// The bytes for each score while they are ranked, by whoever read them into arrays: scores, targets and weights, the two that are
    /// sorted, and the three of the result.
    /// </summary>
    public const int BytesPerScore = 8 * sizeof(double);

    /// <summary>The weight of all yes.</summary>
    public double Positives => TruePositives.LastOrDefault();

    /// <summary>The weight of all no.</summary>
    public double Negatives => FalsePositives.LastOrDefault();

    /// <summary>Sorts scores.</summary>
    /// <param name="scores">The scores that count; they are sorted where they are.</param>
    /// <param name="weights">Their weights: above 0 for a yes, below for a no.</param>
    public static RankedScores Of(Span<double> scores, Span<double> weights)
    {
        scores.Sort(weights);
        var different = 0;
        for (var i = 0; i < scores.Length; i++) if (IsLast(scores, i)) different++;
        double[] thresholds = new double[different], yes = new double[different], no = new double[different];
        var (right, wrong, point) = (0.0, 0.0, 0);
        for (var i = scores.Length - 1; i >= 0; i--)
        {
            if (weights[i] > 0) right += weights[i];
            else wrong -= weights[i];
            if (!IsLast(scores, i)) continue;
            (thresholds[point], yes[point], no[point]) = (scores[i], right, wrong);
            point++;
        }

        return new(thresholds, yes, no);
    }

    // Of those that are equal, from the largest score on.
    private static bool IsLast(ReadOnlySpan<double> scores, int i) => i == 0 || !scores[i - 1].Equals(scores[i]);
}
