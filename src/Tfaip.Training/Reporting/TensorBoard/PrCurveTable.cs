using static TorchSharp.torch;

namespace Tfaip.Training.Reporting.TensorBoard;

/// <summary>The table that TensorBoard draws a precision-recall curve of.</summary>
internal static class PrCurveTable
{
    // As TensorBoard's own summaries: no division by zero where nothing is answered with yes.
    private const double Tiny = 1e-7;

    /// <summary>
    /// Counts at evenly spaced thresholds i / (count - 1): rows of true positives, false positives, true negatives, false negatives,
    /// precision and recall. A score at or above a threshold is a yes.
    /// </summary>
    /// <param name="labels">The truth: a tensor of truth values or of 0 and 1.</param>
    /// <param name="scores">Scores from 0 to 1, of the same shape; others are clipped.</param>
    /// <param name="count">How many thresholds, 2 or more.</param>
    public static float[] Of(Tensor labels, Tensor scores, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        if (!labels.shape.AsSpan().SequenceEqual(scores.shape))
        {
            throw new ArgumentException(
                $"Labels [{string.Join(", ", labels.shape)}] and scores [{string.Join(", ", scores.shape)}] of a precision-recall curve "
                + "have the same shape.",
                nameof(scores));
        }

        using var scope = NewDisposeScope();
        var truth = labels.detach().cpu().flatten().to(ScalarType.Float64);
        var places = (scores.detach().cpu().flatten().to(ScalarType.Float64).clamp(0, 1) * (count - 1)).floor().to(ScalarType.Int64);
        var truePositives = FromAbove(places, truth, count);
        var falsePositives = FromAbove(places, 1 - truth, count);
        var table = new float[6 * count];
        for (var i = 0; i < count; i++)
        {
            var (tp, fp) = (truePositives[i], falsePositives[i]);
            var (tn, fn) = (falsePositives[0] - fp, truePositives[0] - tp);
            double[] column = [tp, fp, tn, fn, Math.Max(Tiny, tp) / Math.Max(Tiny, tp + fp), 1 - (fn / Math.Max(Tiny, tp + fn))];
            for (var row = 0; row < column.Length; row++) table[(row * count) + i] = (float)column[row];
        }

        return table;
    }

    // How much weight lies at each place and above it.
    private static double[] FromAbove(Tensor places, Tensor weights, int count)
    {
        var sums = zeros(count, ScalarType.Float64).scatter_add_(0, places, weights).data<double>().ToArray();
        for (var i = count - 2; i >= 0; i--) sums[i] += sums[i + 1];
        return sums;
    }
}
