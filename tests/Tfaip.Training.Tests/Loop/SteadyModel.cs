using Tfaip.Training.Metrics;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Tfaip.Training.Tests.Loop;

/// <summary>Two layers without anything random, and without statistics of batches.</summary>
public class SteadyModel(ToyModelParams parameters) : Model<ToyModelParams>(parameters)
{
    private readonly Linear hidden = Linear(4, parameters.Hidden);
    private readonly Linear head = Linear(parameters.Hidden, 2);

    public override Monitor Best => Monitor.Max("accuracy");

    public override TensorMap Forward(TensorMap inputs) => new() { ["logits"] = head.call(functional.tanh(hidden.call(inputs["x"]))) };

    public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs) =>
        new() { { "cross_entropy", functional.cross_entropy(outputs["logits"], targets["label"]) } };

    public override IEnumerable<IMetric> Metrics() => [new Accuracy("logits", "label"), new MeanSquaredErrorOfOne("logits")];

    // The distance of the first output from 1, as a metric that is no count.
    private sealed class MeanSquaredErrorOfOne(string output) : MeanMetric("distance")
    {
        protected override TorchSharp.torch.Tensor Values(TensorMap inputs, TensorMap targets, TensorMap outputs) =>
            (outputs[output] - 1).square();
    }
}
