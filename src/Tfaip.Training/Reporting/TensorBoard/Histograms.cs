using Tensorboard;
using static TorchSharp.torch;

namespace Tfaip.Training.Reporting.TensorBoard;

/// <summary>Counts values into equal bins, as TensorBoard draws them.</summary>
internal static class Histograms
{
    private const int BinCount = 30;

    /// <summary>The histogram of the finite values of a tensor.</summary>
    public static HistogramProto Of(Tensor values)
    {
        double[] finite;
        using (NewDisposeScope())
        {
            finite =
            [
                .. values.detach().cpu().to(ScalarType.Float64).reshape(-1).contiguous().data<double>().ToArray()
                    .Where(double.IsFinite),
            ];
        }

        var histogram = new HistogramProto { Num = finite.Length };
        if (finite.Length == 0) return histogram;

        var (low, high) = (finite.Min(), finite.Max());
        (histogram.Min, histogram.Max) = (low, high);
        histogram.Sum = finite.Sum();
        histogram.SumSquares = finite.Sum(value => value * value);
        var counts = new double[high > low ? BinCount : 1];
        foreach (var value in finite)
            counts[high > low ? Math.Min((int)((value - low) / (high - low) * BinCount), BinCount - 1) : 0]++;
        for (var bin = 0; bin < counts.Length; bin++)
        {
            // The last limit is the maximum itself, free of rounding.
            histogram.BucketLimit.Add(bin == counts.Length - 1 ? high : low + ((high - low) * (bin + 1) / counts.Length));
            histogram.Bucket.Add(counts[bin]);
        }

        return histogram;
    }
}
