using Tfaip.Training.Metrics;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Tfaip.Training.Tests.Scenarios.Generic;

public sealed record FlowerModelParams : ModelParams
{
    [FromData("size", Axis = 1)]
    public int Features { get; init; }

    public FlowerHeadParams Head { get; init; } = new();
}

public sealed record FlowerHeadParams
{
    [FromData("species")]
    public int Classes { get; init; }
}

/// <summary>A linear classifier that learns all of its sizes from the data.</summary>
public sealed class FlowerModel(FlowerModelParams p) : Model<FlowerModelParams>(p)
{
    private readonly Linear classify = Linear(p.Features, p.Head.Classes);

    public override Monitor Best => Monitor.Max("accuracy");

    public override TensorMap Forward(TensorMap inputs) => new() { ["logits"] = classify.call(inputs["size"]) };

    public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs) =>
        new() { { "cross_entropy", functional.cross_entropy(outputs["logits"], targets["species"]) } };

    public override IEnumerable<IMetric> Metrics() => [new Accuracy("logits", "species")];
}
