using Tfaip.Training.Metrics.Gathering;
using Tfaip.Training.Metrics.Reports;
using Tfaip.Training.Scenarios;
using static TorchSharp.torch;

namespace Tfaip.Training.Metrics;

/// <summary>How often each class was taken for each: a <see cref="ConfusionReport"/>, and no number. Scores that are not numbers give no report.</summary>
/// <param name="output">The output with a score per class.</param>
/// <param name="target">The target with the class's number.</param>
/// <param name="name">The metric's name.</param>
public sealed class ConfusionMatrix(string output, string target, string name = "confusion") : SumMetric(name)
{
    private const string Counts = "counts";

    /// <value>The axis of the classes. Default: 1.</value>
    public int ClassAxis { get; init; } = 1;

    /// <value>The target that does not count. Default: null, all count.</value>
    public long? IgnoreIndex { get; init; }

    /// <value>The names of the classes, in their order. Default: null, their numbers.</value>
    public IReadOnlyList<string>? Labels { get; init; }

    private protected override void Add(DeviceSums sums, TensorMap targets, TensorMap outputs, Tensor? weights)
    {
        var decisions = Decisions.OfScores(outputs[output], targets[target], weights, ClassAxis, IgnoreIndex);
        var cells = (decisions.Truths * decisions.Classes) + decisions.Answers;
        sums.Add(Counts, Decisions.Count(cells, decisions.Weights, decisions.Classes * decisions.Classes));
    }

    private protected override MetricResult Compute(DeviceSums sums)
    {
        if (sums.Read(Counts) is not { } counts || counts.Any(double.IsNaN)) return new([], []);
        var classes = (int)Math.Sqrt(counts.Length);
        return new([], [new ConfusionReport(Name, LabelNames.All(Labels, classes), [.. counts.Chunk(classes)])]);
    }
}
