using Tfaip.Training.Metrics.Gathering;
using Tfaip.Training.Metrics.Reports;

namespace Tfaip.Training.Metrics;

/// <summary>
/// The area under the receiver operating characteristic: how probable it is that a yes scores higher than a no, equal scores counting
/// one half. A label without yes or without no has none. With the curve of the true over the false positive rate.
/// </summary>
/// <param name="output">The output with the scores; only their order counts.</param>
/// <param name="target">The target, 0 or 1, or the class's number.</param>
/// <param name="name">The metric's name.</param>
public sealed class RocAuc(string output, string target, string name = "roc_auc") : RankingMetric(output, target, name)
{
    private protected override string XAxis => "false positive rate";

    private protected override string YAxis => "true positive rate";

    private protected override double Of(RankedScores ranked)
    {
        var (area, x, y) = (0.0, 0.0, 0.0);
        for (var i = 0; i < ranked.Thresholds.Length; i++)
        {
            area += (ranked.FalsePositives[i] - x) * (ranked.TruePositives[i] + y) / 2;
            (x, y) = (ranked.FalsePositives[i], ranked.TruePositives[i]);
        }

        return area / (x * y);
    }

    private protected override Curve CurveOf(RankedScores ranked, string label) => new(
        label,
        [0, .. ranked.FalsePositives.Select(weight => weight / ranked.Negatives)],
        [0, .. ranked.TruePositives.Select(weight => weight / ranked.Positives)])
    {
        Thresholds = [double.PositiveInfinity, .. ranked.Thresholds],
    };
}
