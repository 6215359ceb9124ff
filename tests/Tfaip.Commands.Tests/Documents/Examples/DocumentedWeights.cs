using Tfaip.Training.Metrics;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using DescriptionAttribute = System.ComponentModel.DescriptionAttribute;

namespace Tfaip.Commands.Tests.Documents.Examples;

// docs/how-to/class-weights.md shows these classes.
public sealed record WeightedModelParams : ModelParams
{
    [Description("The weight of each class, in the order of the labels.")]
    public IReadOnlyList<float> ClassWeights { get; init; } = [1, 4];
}

public sealed class WeightedModel(WeightedModelParams p) : Model<WeightedModelParams>(p)
{
    private readonly Linear classify = Linear(4, p.ClassWeights.Count);
    private readonly Tensor weights = tensor(p.ClassWeights.ToArray());

    public override Monitor Best => Monitor.Max("f1");

    public override TensorMap Forward(TensorMap inputs) => new() { ["logits"] = classify.call(inputs["x"]) };

    public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs) => new()
    {
        { "cross_entropy", functional.cross_entropy(outputs["logits"], targets["label"], weights, reduction: Reduction.None) },
    };

    public override IEnumerable<IMetric> Metrics() => [new Accuracy("logits", "label"), new FScore("logits", "label")];
}
