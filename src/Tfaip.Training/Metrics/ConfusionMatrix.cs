using Tfaip.Training.Metrics.Gathering;
using Tfaip.Training.Metrics.Reports;
using Tfaip.Training.Tensors;
using static TorchSharp.torch;

namespace Tfaip.Training.Metrics;

/// <summary>
/// How often each class was taken for each: a <see cref="ConfusionReport"/>, or of many classes a <see cref="LargeConfusionReport"/>, and
/// no number. It holds the pairs that occur, so that the number of classes costs nothing. Scores that are not numbers give no report.
/// </summary>
/// <param name="output">The output with a score per class.</param>
/// <param name="target">The target with the class's number.</param>
/// <param name="name">The metric's name.</param>
public sealed class ConfusionMatrix(string output, string target, string name = "confusion") : IMetric
{
    private readonly CellSums _cells = new();
    private readonly TargetRange _range = new(name, output, target);

    /// <inheritdoc/>
    public string Name { get; } = string.IsNullOrEmpty(name) ? throw new ArgumentException("The metric has no name.", nameof(name)) : name;

    /// <value>The axis of the classes. Default: 1.</value>
    public int ClassAxis { get; init; } = 1;

    /// <value>The target that does not count. Default: -100, as in PyTorch; null for none.</value>
    public long? IgnoreIndex { get; init; } = IgnoredTarget.Default;

    /// <value>The names of the classes, in their order. Default: null, their numbers.</value>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <value>The target that holds a weight for each decision, in a shape that broadcasts to theirs. Default: null, all weigh 1.</value>
    public string? Weights { get; init; }

    /// <value>The largest number of classes of which the report is the whole matrix. Default: 100.</value>
    public int LargestMatrix { get; init; } = 100;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Tensor> State => TargetRange.AddTo(_cells.State, _range);

    /// <inheritdoc/>
    public void Update(TensorMap inputs, TensorMap targets, TensorMap outputs)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(outputs);
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var decisions = Decisions.OfScores(
            outputs[output], targets[target], Weights is null ? null : targets[Weights], ClassAxis, IgnoreIndex, _range);
        _cells.Add((decisions.Truths * decisions.Classes) + decisions.Answers, decisions.Weights, decisions.Classes);
    }

    /// <inheritdoc/>
    public MetricResult Result()
    {
        _range.Check();
        if (_cells.ClassCount == 0) return new([], []);
        var (classes, cells) = ((int)_cells.ClassCount, _cells.Read());
        if (cells.Any(cell => double.IsNaN(cell.Count))) return new([], []);
        if (classes > LargestMatrix) return new([], [LargeConfusionReport.Of(Name, classes, i => LabelNames.Of(Labels, i), cells)]);
        var counts = Enumerable.Range(0, classes).Select(_ => new double[classes]).ToArray();
        foreach (var (row, column, count) in cells) counts[row][column] = count;
        return new([], [new ConfusionReport(Name, LabelNames.All(Labels, classes), counts)]);
    }

    /// <inheritdoc/>
    public void Reset() => Dispose();

    /// <inheritdoc/>
    public void Load(IReadOnlyDictionary<string, Tensor> state, Device device)
    {
        ArgumentNullException.ThrowIfNull(state);
        _cells.Load(TargetRange.TakeFrom(state, _range, device), device);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _cells.Dispose();
        _range.Dispose();
    }
}
