using Tfaip.Training.Metrics;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Tfaip.Training.Tests.Loop;

/// <summary>Two layers with batch normalisation and dropout: buffers and randomness are what a resume has to get right.</summary>
public class ToyModel(ToyModelParams parameters) : Model<ToyModelParams>(parameters)
{
    private readonly Linear hidden = Linear(4, parameters.Hidden);
    private readonly BatchNorm1d norm = BatchNorm1d(parameters.Hidden);
    private readonly Dropout dropout = Dropout(parameters.Dropout);
    private readonly Linear head = Linear(parameters.Hidden, 2);

    public override Monitor Best => Monitor.Max("accuracy");

    public override TensorMap Forward(TensorMap inputs) =>
        new() { ["logits"] = head.call(dropout.call(functional.relu(norm.call(hidden.call(inputs["x"]))))) };

    public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs) => new()
    {
        { "cross_entropy", functional.cross_entropy(outputs["logits"], targets["label"]) },
        { "size", outputs["logits"].square(), 0.01 },
    };

    public override IEnumerable<IMetric> Metrics() => [new Accuracy("logits", "label")];
}
