using Tfaip.Training.Metrics.Gathering;
using Tfaip.Training.Tensors;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Tfaip.Training.Metrics;

/// <summary>The mean of -ln p(target) over samples, tokens or pixels, in nats, or its exponential, the perplexity.</summary>
public class CrossEntropy : MeanMetric
{
    private readonly string _output;
    private readonly string _target;

    /// <summary>Creates the metric.</summary>
    /// <param name="output">The output with a logit per class.</param>
    /// <param name="target">The target with the class's number.</param>
    /// <param name="name">The metric's name; a loss of the same name must be called otherwise.</param>
    public CrossEntropy(string output, string target, string name = "cross_entropy")
        : base(name) => (_output, _target, Range) = (output, target, new TargetRange(name, output, target));

    /// <value>The axis of the classes. Default: 1.</value>
    public int ClassAxis { get; init; } = 1;

    /// <value>The target that does not count, such as that of padding. Default: -100, as in PyTorch.</value>
    public long IgnoreIndex { get; init; } = IgnoredTarget.Default;

    /// <inheritdoc/>
    protected override Tensor Values(TensorMap inputs, TensorMap targets, TensorMap outputs)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(outputs);
        var logits = outputs[_output].movedim([ClassAxis], [1]);

        // What does not count is a class here, and left out by the mask.
        var truths = Range!.Inside(targets[_target], logits.shape[1], IgnoreIndex, Weights is null ? null : targets[Weights]);
        return F.cross_entropy(logits, truths, ignore_index: IgnoreIndex, reduction: nn.Reduction.None);
    }

    /// <inheritdoc/>
    protected override Tensor? Mask(TensorMap inputs, TensorMap targets, TensorMap outputs)
    {
        ArgumentNullException.ThrowIfNull(targets);
        return targets[_target].ne(IgnoreIndex);
    }
}
