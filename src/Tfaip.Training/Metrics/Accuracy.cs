using Tfaip.Training.Scenarios;
using static TorchSharp.torch;

namespace Tfaip.Training.Metrics;

/// <summary>
/// The part of the samples whose class is among the <see cref="TopK"/> with the largest outputs. On equal outputs the class
/// with the smaller number comes first for <c>TopK</c> 1.
/// </summary>
/// <param name="output">The output with a number per class: logits or probabilities.</param>
/// <param name="target">The target with the class's number.</param>
/// <param name="name">The metric's name.</param>
public sealed class Accuracy(string output, string target, string name = "accuracy") : MeanMetric(name)
{
    /// <value>How many classes may be named. Default: 1.</value>
    public int TopK { get; init; } = 1;

    /// <value>The axis of the classes. Default: 1, after the batch axis, as in PyTorch's cross_entropy.</value>
    public int ClassAxis { get; init; } = 1;

    /// <inheritdoc/>
    protected override Tensor Values(TensorMap inputs, TensorMap targets, TensorMap outputs)
    {
        var (scores, classes) = (outputs[output], targets[target]);
        if (TopK == 1) return scores.argmax(ClassAxis).eq(classes);
        var (_, best) = scores.topk(TopK, ClassAxis);
        return best.eq(classes.unsqueeze(ClassAxis)).any(ClassAxis);
    }
}
