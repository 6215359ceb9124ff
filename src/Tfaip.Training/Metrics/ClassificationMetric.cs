using Tfaip.Training.Metrics.Gathering;
using Tfaip.Training.Tensors;
using static TorchSharp.torch;

namespace Tfaip.Training.Metrics;

/// <summary>
/// A metric of true positives, answers and targets of each class: precision, recall, F, intersection over union. A class that occurs in
/// neither targets nor answers has no value (not a number) and is left out of means; where only the denominator is 0 the value is 0. Where
/// a score that counts is not a number, no value is one.
/// </summary>
public abstract class ClassificationMetric : SumMetric
{
    private const string Right = "true_positives";
    private const string Answered = "answers";
    private const string Wanted = "targets";
    private readonly string _output;
    private readonly string _target;

    private protected ClassificationMetric(string output, string target, string name)
        : base(name) => (_output, _target, Range) = (output, target, new TargetRange(name, output, target));

    /// <value>How outputs name classes. Default: one class of several.</value>
    public ClassificationTask Task { get; init; } = ClassificationTask.MultiClass;

    /// <value>How the values of classes become one; yes or no has the one value of yes. Default: macro.</value>
    public Average Average { get; init; } = Average.Macro;

    /// <value>The axis of classes or labels. Default: 1, after the batch axis, as in PyTorch's cross_entropy.</value>
    public int ClassAxis { get; init; } = 1;

    /// <value>
    /// What a score must exceed to be a yes: 0 for logits, 0.5 for probabilities. Default: 0. Of no use for one class of several.
    /// </value>
    public double Threshold { get; init; }

    /// <value>The target that does not count, such as that of padding. Default: -100, as in PyTorch; null for none.</value>
    public long? IgnoreIndex { get; init; } = IgnoredTarget.Default;

    /// <value>The names of the classes, in their order. Default: null, their numbers.</value>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <value>
    /// The largest number of classes of which <see cref="Average.PerClass"/> gives a number each; of more it gives their mean, and a
    /// <see cref="Reports.ClassValuesReport"/>. Default: 1000.
    /// </value>
    public int MostNumbers { get; init; } = ClassValues.MostNumbers;

    private protected override void Add(DeviceSums sums, TensorMap targets, TensorMap outputs, Tensor? weights)
    {
        var (scores, truths) = (outputs[_output], targets[_target]);
        if (Task == ClassificationTask.MultiClass)
        {
            var decisions = Decisions.OfScores(scores, truths, weights, ClassAxis, IgnoreIndex, Range!);
            var right = decisions.Weights * decisions.Answers.eq(decisions.Truths);
            sums.Add(Right, Decisions.Count(decisions.Truths, right, decisions.Classes));
            sums.Add(Answered, Decisions.Count(decisions.Answers, decisions.Weights, decisions.Classes));
            sums.Add(Wanted, Decisions.Count(decisions.Truths, decisions.Weights, decisions.Classes));
            return;
        }

        Shapes.MustBeEqual(scores, truths, $"scores '{_output}'", $"targets '{_target}'");
        var each = Rows(Decisions.WithoutNumbers(Decisions.WeightOfEach(truths, weights, IgnoreIndex), scores.isnan()));
        var yes = Rows(scores.gt(Threshold).to(ScalarType.Float64));
        var wanted = Rows(Range!.Inside(truths, 2, IgnoreIndex, weights).eq(1).to(ScalarType.Float64));
        sums.Add(Right, (each * yes * wanted).sum(0L));
        sums.Add(Answered, (each * yes).sum(0L));
        sums.Add(Wanted, (each * wanted).sum(0L));
    }

    private protected override MetricResult Compute(DeviceSums sums)
    {
        if (sums.Read(Right) is not { } right) return MetricResult.Of(Name, double.NaN);
        var (answered, wanted) = (sums.Read(Answered)!, sums.Read(Wanted)!);
        var isNumber = !answered.Concat(wanted).Any(double.IsNaN);
        var each = right.Select((_, i) => isNumber ? Of(right[i], answered[i], wanted[i]) : double.NaN).ToArray();
        if (Average == Average.PerClass) return ClassValues.Of(Name, Labels, each, wanted, MostNumbers);
        return MetricResult.Of(
            Name, Average == Average.Micro && isNumber ? Of(right.Sum(), answered.Sum(), wanted.Sum()) : Means.Of(each, wanted, Average));
    }

    /// <summary>The value of one class.</summary>
    private protected abstract double Ratio(double right, double answered, double wanted);

    private double Of(double right, double answered, double wanted) =>
        answered == 0 && wanted == 0 ? double.NaN : Ratio(right, answered, wanted) is var ratio && double.IsNaN(ratio) ? 0 : ratio;

    private Tensor Rows(Tensor tensor) => Task == ClassificationTask.Binary ? tensor.reshape(-1, 1) : Shapes.Rows(tensor, ClassAxis);
}
