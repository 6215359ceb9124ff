using Tfaip.Training.Metrics.Gathering;
using Tfaip.Training.Metrics.Reports;
using Tfaip.Training.Scenarios;
using static TorchSharp.torch;

namespace Tfaip.Training.Metrics;

/// <summary>
/// A metric of the order of the scores, over all thresholds at once. It is exact, and for that keeps every score of the split on the device:
/// for pixels or tokens of large splits that may be much. Gives its curve as a <see cref="CurveReport"/>. Where a score that counts is not a number,
/// no value is one and there is no curve.
/// </summary>
public abstract class RankingMetric : IMetric
{
    // More points than a chart has pixels tell nothing.
    private const int LargestCurve = 1000;

    // Nor do more curves than a legend can name: those of the worst are left.
    private const int MostCurves = 50;
    private const string Scores = "scores";
    private const string Truths = "targets";
    private const string WeightsOfEach = "weights";
    private readonly ScoreLists _lists = new();
    private readonly string _output;
    private readonly string _target;
    private readonly TargetRange _range;

    private protected RankingMetric(string output, string target, string name) =>
        (_output, _target, Name, _range) = (output, target, name, new TargetRange(name, output, target));

    /// <inheritdoc/>
    public string Name { get; }

    /// <value>
    /// How outputs name classes; for one class of several each is measured against all others. Default: yes or no.
    /// </value>
    public ClassificationTask Task { get; init; } = ClassificationTask.Binary;

    /// <value>How the values of classes become one. Default: macro, over the classes that have both yes and no.</value>
    public Average Average { get; init; } = Average.Macro;

    /// <value>The axis of classes or labels. Default: 1.</value>
    public int ClassAxis { get; init; } = 1;

    /// <value>The target that does not count. Default: -100, as in PyTorch; null for none.</value>
    public long? IgnoreIndex { get; init; } = IgnoredTarget.Default;

    /// <value>The names of the classes, in their order. Default: null, their numbers.</value>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <value>The target that holds a weight for each decision. Default: null, all weigh 1.</value>
    public string? Weights { get; init; }

    /// <value>
    /// The largest number of classes of which <see cref="Average.PerClass"/> gives a number each; of more it gives their mean, and a
    /// <see cref="Reports.ClassValuesReport"/>. Default: 1000.
    /// </value>
    public int MostNumbers { get; init; } = ClassValues.MostNumbers;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Tensor> State => TargetRange.AddTo(_lists.State, _range);

    /// <inheritdoc/>
    public void Update(TensorMap inputs, TensorMap targets, TensorMap outputs)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(outputs);
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var (scores, truths) = (outputs[_output], targets[_target]);
        var isOneOfSeveral = Task == ClassificationTask.MultiClass;
        if (!isOneOfSeveral) Shapes.MustBeEqual(scores, truths, $"scores '{_output}'", $"targets '{_target}'");
        _lists.Add(Scores, Rows(scores));
        var classes = isOneOfSeveral ? scores.shape[ClassAxis < 0 ? scores.dim() + ClassAxis : ClassAxis] : 2;
        _range.Inside(truths, classes, IgnoreIndex, Weights is null ? null : targets[Weights]);
        _lists.Add(Truths, isOneOfSeveral ? truths.reshape(-1, 1) : Rows(truths));
        if (Weights is null) return;
        var each = Decisions.WeightOfEach(truths, targets[Weights], ignoreIndex: null);
        _lists.Add(WeightsOfEach, isOneOfSeveral ? each.reshape(-1, 1) : Rows(each));
    }

    /// <inheritdoc/>
    public MetricResult Result()
    {
        _range.Check();
        if (_lists.Read(Scores) is not { } scores) return MetricResult.Of(Name, double.NaN);
        var labels = Read(scores.Values, (int)scores.Shape[1]);
        if (Average == Average.Micro) labels = [labels.SelectMany(label => label)];
        if (labels.Any(label => label.Any(entry => entry.Weight > 0 && double.IsNaN(entry.Score)))) return NotANumber(labels.Length);
        var ranked = labels.Select(RankedScores.Of).ToArray();
        var values = ranked.Select(Of).ToArray();
        var names = ranked.Length == 1 ? ["model"] : LabelNames.All(Labels, ranked.Length);
        var drawn = Enumerable.Range(0, ranked.Length).OrderBy(i => double.IsNaN(values[i]) ? double.PositiveInfinity : values[i]).Take(MostCurves).Order();
        var report = new CurveReport(Name, XAxis, YAxis, [.. drawn.Select(i => Thin(CurveOf(ranked[i], names[i])))]);
        double[] positives = [.. ranked.Select(label => label.Positives)];
        var result = Average == Average.PerClass
            ? ClassValues.Of(Name, Labels, values, positives, MostNumbers)
            : MetricResult.Of(Name, Means.Of(values, positives, Average));
        return result with { Reports = [report, .. result.Reports] };
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _lists.Dispose();
        _range.Dispose();
    }

    /// <inheritdoc/>
    public void Load(IReadOnlyDictionary<string, Tensor> state, Device device)
    {
        ArgumentNullException.ThrowIfNull(state);
        _lists.Load(TargetRange.TakeFrom(state, _range, device), device);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _lists.Dispose();
        _range.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected abstract string XAxis { get; }

    private protected abstract string YAxis { get; }

    /// <summary>The value of a label; not a number where it has none.</summary>
    private protected abstract double Of(RankedScores ranked);

    private protected abstract Curve CurveOf(RankedScores ranked, string label);

    private IEnumerable<(double Score, bool IsYes, double Weight)>[] Read(double[] scores, int labels)
    {
        var truths = _lists.Read(Truths)!.Value.Values;
        var weights = _lists.Read(WeightsOfEach)?.Values;
        var (rows, isOneOfSeveral) = (scores.Length / labels, Task == ClassificationTask.MultiClass);
        return [.. Enumerable.Range(0, labels).Select(label => Enumerable.Range(0, rows).Select(row =>
        {
            var cell = (row * labels) + label;
            var place = isOneOfSeveral ? row : cell;
            var weight = truths[place] == IgnoreIndex ? 0 : weights?[place] ?? 1;
            return (scores[cell], isOneOfSeveral ? truths[row] == label : truths[cell] == 1, weight);
        }))];
    }

    // What is not a number has no place in the order of the others.
    private MetricResult NotANumber(int labels) => Average == Average.PerClass
        ? new([.. Enumerable.Range(0, labels).Select(i => KeyValuePair.Create($"{Name}/{LabelNames.Of(Labels, i)}", double.NaN))], [])
        : MetricResult.Of(Name, double.NaN);

    private Tensor Rows(Tensor tensor) => Task == ClassificationTask.Binary ? tensor.reshape(-1, 1) : Shapes.Rows(tensor, ClassAxis);

    private static Curve Thin(Curve curve)
    {
        var count = curve.X.Count;
        if (count <= LargestCurve) return curve;
        var kept = Enumerable.Range(0, LargestCurve).Select(i => (int)((long)i * (count - 1) / (LargestCurve - 1))).ToArray();
        return new(curve.Label, [.. kept.Select(i => curve.X[i])], [.. kept.Select(i => curve.Y[i])]) { Thresholds = [.. kept.Select(i => curve.Thresholds[i])] };
    }
}
