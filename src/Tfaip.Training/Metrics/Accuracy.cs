using Tfaip.Parameters;
using Tfaip.Training.Metrics.Gathering;
using Tfaip.Training.Tensors;
using static TorchSharp.torch;

namespace Tfaip.Training.Metrics;

/// <summary>
/// The part of the decisions that are right: for one class of several, those whose class is among the <see cref="TopK"/> with the
/// largest outputs. On equal outputs the class with the smaller number comes first for <c>TopK</c> 1.
/// </summary>
public sealed class Accuracy : MeanMetric
{
    private readonly string _output;
    private readonly string _target;

    /// <summary>Creates the metric.</summary>
    /// <param name="output">The output with a number per class: logits or probabilities.</param>
    /// <param name="target">The target with the class's number.</param>
    /// <param name="name">The metric's name.</param>
    public Accuracy(string output, string target, string name = "accuracy")
        : base(name) => (_output, _target, Range) = (output, target, new TargetRange(name, output, target));

    /// <value>How outputs name classes. Default: one class of several.</value>
    public ClassificationTask Task { get; init; } = ClassificationTask.MultiClass;

    /// <value>How many classes may be named, from 1 to as many as there are. Default: 1. Of use for one class of several.</value>
    public int TopK { get; init; } = 1;

    /// <value>The axis of the classes. Default: 1, after the batch axis, as in PyTorch's cross_entropy.</value>
    public int ClassAxis { get; init; } = 1;

    /// <value>
    /// What a score must exceed to be a yes: 0 for logits, 0.5 for probabilities. Default: 0. Of no use for one class of several.
    /// </value>
    public double Threshold { get; init; }

    /// <value>The target that does not count, such as that of padding. Default: -100, as in PyTorch; null for none.</value>
    public long? IgnoreIndex { get; init; } = IgnoredTarget.Default;

    /// <inheritdoc/>
    protected override Tensor Values(TensorMap inputs, TensorMap targets, TensorMap outputs)
    {
        var (scores, classes, weights) = (outputs[_output], targets[_target], Weights is null ? null : targets[Weights]);
        if (Task != ClassificationTask.MultiClass)
        {
            Shapes.MustBeEqual(scores, classes, $"scores '{_output}'", $"targets '{_target}'");
            return OfNumbers(scores.gt(Threshold).eq(Range!.Inside(classes, 2, IgnoreIndex, weights).eq(1)), scores.isnan());
        }

        var count = scores.shape[ClassAxis < 0 ? scores.dim() + ClassAxis : ClassAxis];
        if (TopK < 1 || TopK > count)
        {
            throw new TfaipException(
                $"{Name} cannot be measured: TopK is {TopK}, and the output '{_output}' has {count} classes. Give a number from 1 to "
                + $"{count}.");
        }

        classes = Range!.Inside(classes, count, IgnoreIndex, weights);
        var areNone = scores.isnan().any(ClassAxis);
        if (TopK == 1) return OfNumbers(scores.argmax(ClassAxis).eq(classes), areNone);
        var (_, best) = scores.topk(TopK, ClassAxis);
        return OfNumbers(best.eq(classes.unsqueeze(ClassAxis)).any(ClassAxis), areNone);
    }

    // Scores that are not numbers decide nothing.
    private static Tensor OfNumbers(Tensor areRight, Tensor areNone) => areRight.to(ScalarType.Float64).masked_fill(areNone, double.NaN);

    /// <inheritdoc/>
    protected override Tensor? Mask(TensorMap inputs, TensorMap targets, TensorMap outputs) =>
        IgnoreIndex is { } ignored ? targets[_target].ne(ignored) : null;
}
