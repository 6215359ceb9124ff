using Tfaip.Processors.Samples;
using Tfaip.Training.Metrics;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Tfaip.Training.Tests.Loop;

// docs/how-to/export-several-graphs.md shows the class.
public class BranchesModel(ToyModelParams parameters) : Model<ToyModelParams>(parameters)
{
    private readonly Sequential encoder = Sequential(Linear(4, 8), BatchNorm1d(8), ReLU(), Dropout(0.2));
    private readonly Linear head = Linear(8, 2);

    public override IReadOnlyDictionary<string, ExportGraph> ExportGraphs => new Dictionary<string, ExportGraph>
    {
        ["features"] = new(inputs => new() { ["features"] = encoder.call(inputs["x"]) }),
        ["probabilities"] = new(Probabilities),
        ["decoder"] = new(inputs => new() { ["logits"] = head.call(inputs["features"]) })
        {
            Inputs = [TensorSpec.Parse("features: float32[batch, 8]")],
        },
    };

    public override TensorMap Forward(TensorMap inputs) => new() { ["logits"] = head.call(encoder.call(inputs["x"])) };

    public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs) =>
        new() { { "cross_entropy", functional.cross_entropy(outputs["logits"], targets["label"]) } };

    public override IEnumerable<IMetric> Metrics() => [new Accuracy("logits", "label")];

    private TensorMap Probabilities(TensorMap inputs) => new() { ["probabilities"] = Forward(inputs)["logits"].softmax(1) };
}
