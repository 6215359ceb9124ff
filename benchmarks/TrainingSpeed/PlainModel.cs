using Tfaip.Training.Metrics;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TrainingSpeed;

/// <summary>A network as a scenario's model, with what a scenario has: a loss and a metric.</summary>
internal sealed class PlainModel : Model<ModelParams>
{
    private readonly Module<Tensor, Tensor> _network;

    /// <summary>Takes the network.</summary>
    /// <param name="network">From images to logits.</param>
    public PlainModel(Module<Tensor, Tensor> network)
        : base(new NoParams())
    {
        _network = network;
        RegisterComponents();
    }

    public override TensorMap Forward(TensorMap inputs) => new() { ["logits"] = _network.call(inputs["image"]) };

    public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs) =>
        new() { { "cross_entropy", functional.cross_entropy(outputs["logits"], targets["label"]) } };

    public override IEnumerable<IMetric> Metrics() => [new Accuracy("logits", "label")];

    private sealed record NoParams : ModelParams;
}
