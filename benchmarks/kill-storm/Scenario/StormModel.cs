using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace KillStormScenario;

public sealed record StormModelParams : ModelParams
{
    /// <value>Width of the hidden layer.</value>
    [Range(1, 4096)]
    public int Hidden { get; init; } = 64;

    /// <value>Share of the features that dropout sets to zero in training.</value>
    [Range(0.0, 0.9)]
    public double Dropout { get; init; } = 0.3;
}

/// <summary>Two linear layers with batch normalisation and dropout between them.</summary>
public sealed class StormModel(StormModelParams p) : Model<StormModelParams>(p)
{
    private readonly Linear hidden = Linear(64, p.Hidden);
    private readonly BatchNorm1d norm = BatchNorm1d(p.Hidden);
    private readonly Dropout dropout = Dropout(p.Dropout);
    private readonly Linear classify = Linear(p.Hidden, 10);

    public override Monitor Best => Monitor.Max("accuracy");

    public override TensorMap Forward(TensorMap inputs) =>
        new() { ["logits"] = classify.call(dropout.call(functional.relu(norm.call(hidden.call(inputs["image"]))))) };

    public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs) =>
        new() { { "cross_entropy", functional.cross_entropy(outputs["logits"], targets["label"]) } };

    public override IEnumerable<IMetric> Metrics() => [new Accuracy("logits", "label")];
}
