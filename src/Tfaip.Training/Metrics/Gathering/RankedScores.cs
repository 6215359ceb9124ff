namespace Tfaip.Training.Metrics.Gathering;

/// <summary>
/// The yes and no of one label by falling threshold: point i is after all scores of at least <c>Thresholds[i]</c>. Equal scores are one point.
/// </summary>
/// <param name="Thresholds">The different scores, falling.</param>
/// <param name="TruePositives">The weight of yes among the scores so far.</param>
/// <param name="FalsePositives">The weight of no among the scores so far.</param>
internal sealed record RankedScores(double[] Thresholds, double[] TruePositives, double[] FalsePositives)
{
    /// <summary>The weight of all yes.</summary>
    public double Positives => TruePositives.LastOrDefault();

    /// <summary>The weight of all no.</summary>
    public double Negatives => FalsePositives.LastOrDefault();

    /// <summary>Sorts scores; those that weigh nothing are left out.</summary>
    public static RankedScores Of(IEnumerable<(double Score, bool IsYes, double Weight)> scores)
    {
        var sorted = scores.Where(entry => entry.Weight > 0).OrderByDescending(entry => entry.Score).ToArray();
        List<double> thresholds = [], yes = [], no = [];
        var (right, wrong) = (0.0, 0.0);
        for (var i = 0; i < sorted.Length; i++)
        {
            if (sorted[i].IsYes) right += sorted[i].Weight;
            else wrong += sorted[i].Weight;
            if (i + 1 < sorted.Length && sorted[i + 1].Score.Equals(sorted[i].Score)) continue;
            thresholds.Add(sorted[i].Score);
            yes.Add(right);
            no.Add(wrong);
        }

        return new([.. thresholds], [.. yes], [.. no]);
    }
}
