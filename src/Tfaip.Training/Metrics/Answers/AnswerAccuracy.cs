using Tfaip.Training.Metrics.Reports;

namespace Tfaip.Training.Metrics.Answers;

/// <summary>
/// The part of the answers that equal their target as a text: of labels, or whole sentences. With a <see cref="ConfusionReport"/> where
/// there are few different ones, and the list of the wrong ones.
/// </summary>
/// <param name="output">The output.</param>
/// <param name="target">The target.</param>
/// <param name="name">The metric's name.</param>
public sealed class AnswerAccuracy(string output, string target, string name = "answer_accuracy") : AnswerMetric(output, target, name)
{
    private readonly Dictionary<(string Wanted, string Answer), double> _pairs = [];
    private readonly HashSet<string> _labels = new(StringComparer.Ordinal);
    private double _right;
    private double _all;

    /// <value>The largest number of different answers and targets of which a confusion matrix is made. Default: 100.</value>
    public int LargestConfusion { get; init; } = 100;

    /// <inheritdoc/>
    protected override double Add(object answer, object wanted, double weight)
    {
        var (left, right) = (AnswerText.Of(answer), AnswerText.Of(wanted));
        if (_labels.Count <= LargestConfusion)
        {
            _labels.Add(left);
            _labels.Add(right);
            _pairs[(right, left)] = _pairs.GetValueOrDefault((right, left)) + weight;
        }

        _all += weight;
        if (left == right) _right += weight;
        return left == right ? 0 : 1;
    }

    /// <inheritdoc/>
    protected override IEnumerable<KeyValuePair<string, double>> Values() => [KeyValuePair.Create(Name, _right / _all)];

    /// <inheritdoc/>
    protected override IEnumerable<MetricReport> Reports()
    {
        if (_labels.Count == 0 || _labels.Count > LargestConfusion) return [];
        string[] labels = [.. _labels.Order(NumbersFirst.Instance)];
        return [new ConfusionReport(
            Name, labels, [.. labels.Select(wanted => labels.Select(answer => _pairs.GetValueOrDefault((wanted, answer))).ToArray())])];
    }

    /// <inheritdoc/>
    protected override void Forget()
    {
        _pairs.Clear();
        _labels.Clear();
        (_right, _all) = (0, 0);
    }
}
