using Tfaip.Training.Metrics.Gathering;
using Tfaip.Training.Metrics.Reports;
using Tfaip.Training.Tensors;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Tfaip.Training.Metrics;

/// <summary>
/// The expected calibration error (Guo et al. 2017, "On Calibration of Modern Neural Networks", eq. 3): over bins of equal width of the
/// probability that the answer is given, the mean of |accuracy - mean probability|, weighted by the decisions in the bin. With the
/// reliability diagram as a <see cref="CurveReport"/>.
/// </summary>
public sealed class CalibrationError : SumMetric
{
    private const string Decided = "decisions";
    private const string Right = "right";
    private const string Probability = "probability";

    private readonly string _output;
    private readonly string _target;

    /// <summary>Creates the metric.</summary>
    /// <param name="output">The output with a score per class.</param>
    /// <param name="target">The target with the class's number.</param>
    /// <param name="name">The metric's name.</param>
    public CalibrationError(string output, string target, string name = "calibration_error")
        : base(name) => (_output, _target, Range) = (output, target, new TargetRange(name, output, target));

    /// <value>How many bins there are; bin i holds probabilities in (i / bins, (i + 1) / bins]. Default: 15.</value>
    public int Bins { get; init; } = 15;

    /// <value>Whether the scores are logits, of which the softmax is taken, or probabilities. Default: true.</value>
    public bool IsLogits { get; init; } = true;

    /// <value>The axis of the classes. Default: 1.</value>
    public int ClassAxis { get; init; } = 1;

    /// <value>The target that does not count. Default: -100, as in PyTorch; null for none.</value>
    public long? IgnoreIndex { get; init; } = IgnoredTarget.Default;

    private protected override void Add(DeviceSums sums, TensorMap targets, TensorMap outputs, Tensor? weights)
    {
        var scores = outputs[_output].to(ScalarType.Float64);
        var probabilities = IsLogits ? F.softmax(scores, ClassAxis) : scores;
        var decisions = Decisions.OfScores(scores, targets[_target], weights, ClassAxis, IgnoreIndex, Range!);
        var sureness = probabilities.amax([ClassAxis]).reshape(-1);
        var bins = (sureness.nan_to_num(0) * Bins).ceil().sub(1).clamp(0, Bins - 1).to(ScalarType.Int64);
        sums.Add(Decided, Decisions.Count(bins, decisions.Weights, Bins));
        sums.Add(Right, Decisions.Count(bins, decisions.Weights * decisions.Answers.eq(decisions.Truths), Bins));
        sums.Add(Probability, Decisions.Count(bins, decisions.Weights * sureness, Bins));
    }

    private protected override MetricResult Compute(DeviceSums sums)
    {
        if (sums.Read(Decided) is not { } decided || decided.Any(double.IsNaN)) return MetricResult.Of(Name, double.NaN);
        var (right, probability) = (sums.Read(Right)!, sums.Read(Probability)!);
        var filled = Enumerable.Range(0, Bins).Where(i => decided[i] > 0).ToArray();
        var error = filled.Sum(i => Math.Abs(right[i] - probability[i])) / decided.Sum();
        var curve = new Curve(
            "model", [.. filled.Select(i => probability[i] / decided[i])], [.. filled.Select(i => right[i] / decided[i])]);
        return new([KeyValuePair.Create(Name, error)], [new CurveReport(Name, "mean probability", "accuracy", [curve])]);
    }
}
