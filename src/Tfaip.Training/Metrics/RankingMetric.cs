using Tfaip.Training.Metrics.Gathering;
using Tfaip.Training.Metrics.Reports;
using Tfaip.Training.Tensors;
using static TorchSharp.torch;

namespace Tfaip.Training.Metrics;

/// <summary>
/// A metric of the order of the scores, over all thresholds at once. It is exact, and for that keeps every score of the split on the
/// device: for pixels or tokens of large splits that may be much. Gives its curve as a <see cref="CurveReport"/>. Where a score that counts
/// is not a number, no value is one and there is no curve.
/// </summary>
public abstract class RankingMetric : IGrowingMetric
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
        if (_lists.Size(Scores) is not { } size) return MetricResult.Of(Name, double.NaN);
        var labels = Average == Average.Micro ? 1 : (int)size.Columns;
        var names = labels == 1 ? ["model"] : LabelNames.All(Labels, labels);
        var (values, positives, worst) = (new double[labels], new double[labels], new WorstCurves(MostCurves));

        // One after the other, so that no more than one is there in double precision.
        for (var label = 0; label < labels; label++)
        {
            if (Rank(Average == Average.Micro ? null : label) is not { } ranked) return NotANumber(labels);
            (values[label], positives[label]) = (Of(ranked), ranked.Positives);
            worst.Add(label, values[label], () => Thin(CurveOf(ranked, names[label])));
        }

        var report = new CurveReport(Name, XAxis, YAxis, worst.InOrder);
        var result = Average == Average.PerClass
            ? ClassValues.Of(Name, Labels, values, positives, MostNumbers)
            : MetricResult.Of(Name, Means.Of(values, positives, Average));
        return result with { Reports = [report, .. result.Reports] };
    }

    /// <inheritdoc/>
    public double MemoryFor(double times)
    {
        if (_lists.Size(Scores) is not { } size) return 0;

        // The parts of the batches and the whole that they are joined to, and then the label that is ranked.
        var ranked = Average == Average.Micro ? size.Rows * size.Columns : size.Rows;
        return times * ((2.0 * _lists.Bytes) + ((double)RankedScores.BytesPerScore * ranked));
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

    // Null where a score that counts is not a number. Without a label, all scores of all labels.
    private RankedScores? Rank(int? label)
    {
        var isOneOfSeveral = Task == ClassificationTask.MultiClass;
        var (scores, truths) = (_lists.Read(Scores, label)!, _lists.Read(Truths, isOneOfSeveral ? null : label)!);
        var weights = _lists.Read(WeightsOfEach, isOneOfSeveral ? null : label);
        var (labels, count) = (scores.Length / truths.Length, 0);
        var (kept, signed) = (new double[scores.Length], new double[scores.Length]);
        for (var i = 0; i < scores.Length; i++)
        {
            // Without a label the scores of a row are those of its classes, one after the other.
            var place = i / labels;
            var weight = truths[place] == IgnoreIndex ? 0 : weights?[place] ?? 1;
            if (!(weight > 0)) continue;
            if (double.IsNaN(scores[i])) return null;
            var isYes = isOneOfSeveral ? truths[place] == (label ?? i % labels) : truths[place] == 1;
            (kept[count], signed[count]) = (scores[i], isYes ? weight : -weight);
            count++;
        }

        return RankedScores.Of(kept.AsSpan(0, count), signed.AsSpan(0, count));
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
        return new(curve.Label, [.. kept.Select(i => curve.X[i])], [.. kept.Select(i => curve.Y[i])])
        {
            Thresholds = [.. kept.Select(i => curve.Thresholds[i])]
        };
    }
}
