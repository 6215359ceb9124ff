using Tfaip.Training.Metrics;
using Tfaip.Training.Tensors;
using static TorchSharp.torch;

namespace Tfaip.Training.Tests.Metrics;

/// <summary>
/// Runs metrics over batches as a run does that is interrupted in the middle: the second half is another object's, over the saved state.
/// </summary>
internal static class MetricRun
{
    public static MetricResult Of<TSample>(
        Func<IMetric> create, IReadOnlyList<TSample[]> batches, Func<TSample[], (TensorMap Targets, TensorMap Outputs)> convert)
    {
        using var first = create();
        using var second = create();
        Update(first, batches.Take(batches.Count / 2), convert);
        using (NewDisposeScope()) second.Load(first.State.ToDictionary(entry => entry.Key, entry => entry.Value.clone()), CPU);
        Update(second, batches.Skip(batches.Count / 2), convert);
        return second.Result();
    }

    /// <summary>The only value.</summary>
    public static double Value(this MetricResult result) => result.Values.Single().Value;

    public static bool IsClose(double actual, double expected, double tolerance = 1e-9) =>
        double.IsNaN(expected) ? double.IsNaN(actual) : Math.Abs(actual - expected) <= tolerance * Math.Max(1, Math.Abs(expected));

    private static void Update<TSample>(
        IMetric metric, IEnumerable<TSample[]> batches, Func<TSample[], (TensorMap Targets, TensorMap Outputs)> convert)
    {
        foreach (var batch in batches)
        {
            using var scope = NewDisposeScope();
            var (targets, outputs) = convert(batch);
            metric.Update(new TensorMap(), targets, outputs);
        }
    }
}
