using System.Globalization;
using Tfaip.Parameters;

namespace Tfaip.Training.Evaluation;

/// <summary>What a metric that keeps more with every sample will take of the memory.</summary>
/// <param name="Metric">The metric's name.</param>
/// <param name="Place">Of what the samples are, as a message says it.</param>
/// <param name="Samples">How many samples there will be.</param>
/// <param name="Bytes">The bytes that it will take.</param>
internal sealed record MetricMemory(string Metric, string Place, long Samples, double Bytes)
{
    /// <summary>The samples that are learnt from.</summary>
    public const string EpochPlace = "a training epoch";

    /// <summary>The samples of an evaluation set.</summary>
    public static string SetPlace(string name) => $"the evaluation set '{name}'";

    /// <summary>Refuses metrics that are kept at the same time and will not fit.</summary>
    /// <param name="all">The metrics.</param>
    /// <param name="available">The bytes that the process may have.</param>
    /// <exception cref="TfaipException">They take more.</exception>
    public static void Check(IReadOnlyList<MetricMemory> all, long available)
    {
        var sum = all.Sum(metric => metric.Bytes);
        if (sum <= available) return;
        var largest = all.MaxBy(metric => metric.Bytes)!;
        var others = all.Count == 1 ? "" : $", {MemoryShortage.Amount(sum)} with the other metrics that do so";
        var remedy = largest.Place == EpochPlace ? "Set trainer.training_metrics to false" : "Measure fewer samples";
        throw new TfaipException(string.Create(
            CultureInfo.InvariantCulture,
            $"The metric '{largest.Metric}' keeps the scores of all {largest.Samples} samples of {largest.Place} and would take about "
            + $"{MemoryShortage.Amount(largest.Bytes)}{others}; there are {MemoryShortage.Amount(available)} of memory. {remedy}, or leave "
            + $"the metric out of the model's Metrics."));
    }
}
