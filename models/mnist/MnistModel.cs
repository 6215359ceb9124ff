using Mnist.Graphs;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Mnist;

public sealed record MnistModelParams : ModelParams
{
    /// <value>The layers between the image and the classifier.</value>
    public GraphParams Graph { get; init; } = new CnnParams();

    /// <value>Share of the features that dropout sets to zero in training.</value>
    [Range(0.0, 0.9)]
    public double Dropout { get; init; } = 0.5; // as in tfaip's tutorial

    /// <value>Weight of the multi-margin loss; the cross entropy has the rest.</value>
    [Range(0.0, 1.0)]
    public double MarginWeight { get; init; } = 0.5;
}

/// <summary>A classifier of ten digits over the graph that the configuration chooses.</summary>
public sealed class MnistModel : Model<MnistModelParams>
{
    private readonly Graph graph;
    private readonly Dropout dropout;
    private readonly Linear classify;

    public MnistModel(MnistModelParams p)
        : base(p)
    {
        graph = p.Graph.Create();
        dropout = Dropout(p.Dropout);
        classify = Linear(graph.Features, 10);
    }

    public override Monitor Best => Monitor.Max("accuracy");

    public override TensorMap Forward(TensorMap inputs) =>
        new() { ["logits"] = classify.call(dropout.call(graph.call(inputs["image"]))) };

    public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs) => new()
    {
        { "cross_entropy", functional.cross_entropy(outputs["logits"], targets["label"]), 1 - Params.MarginWeight },
        { "margin", functional.multi_margin_loss(outputs["logits"], targets["label"]), Params.MarginWeight },
    };

    public override IEnumerable<IMetric> Metrics() =>
    [
        new Accuracy("logits", "label"),
        new Accuracy("logits", "label", "top_3_accuracy") { TopK = 3 },
    ];

    public override void WriteSummaries(ISummaryWriter writer, TensorMap inputs, TensorMap targets, TensorMap outputs)
    {
        using var maps = graph.FeatureMaps(inputs["image"].narrow(0, 0, 1));
        if (maps is not null) writer.Image("feature_maps", FeatureMapImage.Tile(maps[0]));
    }
}
