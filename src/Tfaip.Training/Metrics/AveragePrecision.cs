using Tfaip.Training.Metrics.Gathering;
using Tfaip.Training.Metrics.Reports;

namespace Tfaip.Training.Metrics;

/// <summary>
/// Average precision, Σ (recall[n] - recall[n-1]) · precision[n] over the falling thresholds: the area under the steps of the precision
/// over the recall, without interpolation. A label without yes has none. With that curve.
/// </summary>
/// <param name="output">The output with the scores; only their order counts.</param>
/// <param name="target">The target, 0 or 1, or the class's number.</param>
/// <param name="name">The metric's name.</param>
public sealed class AveragePrecision(string output, string target, string name = "average_precision") : RankingMetric(output, target, name)
{
    private protected override string XAxis => "recall";

    private protected override string YAxis => "precision";

    private protected override double Of(RankedScores ranked)
    {
        var (sum, before) = (0.0, 0.0);
        for (var i = 0; i < ranked.Thresholds.Length; i++)
        {
            sum += (ranked.TruePositives[i] - before) * Precision(ranked, i);
            before = ranked.TruePositives[i];
        }

        return sum / before;
    }

    private protected override Curve CurveOf(RankedScores ranked, string label) => new(
        label,
        [0, .. ranked.TruePositives.Select(weight => weight / ranked.Positives)],
        [1, .. ranked.Thresholds.Select((_, i) => Precision(ranked, i))])
    {
        Thresholds = [double.PositiveInfinity, .. ranked.Thresholds],
    };

    private static double Precision(RankedScores ranked, int i) =>
        ranked.TruePositives[i] / (ranked.TruePositives[i] + ranked.FalsePositives[i]);
}
