using Tfaip.Training.Metrics;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;
using Tfaip.Training.Tests.Loop;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Tfaip.Training.Tests.MixedPrecision;

/// <summary>A small convolutional network with batch normalisation and dropout.</summary>
internal sealed class PatternModel(ToyModelParams parameters) : Model<ToyModelParams>(parameters)
{
    private readonly Conv2d conv1 = Conv2d(1, 8, 3, padding: 1L);
    private readonly BatchNorm2d norm = BatchNorm2d(8);
    private readonly MaxPool2d pool = MaxPool2d(2);
    private readonly Linear hidden = Linear(8 * 4 * 4, 32);
    private readonly Dropout dropout = Dropout(0.25);
    private readonly Linear classify = Linear(32, 4);

    public override Monitor Best => Monitor.Max("accuracy");

    public override TensorMap Forward(TensorMap inputs)
    {
        var x = pool.call(functional.relu(norm.call(conv1.call(inputs["image"]))));
        return new() { ["logits"] = classify.call(dropout.call(functional.relu(hidden.call(x.flatten(1))))) };
    }

    public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs) =>
        new() { { "cross_entropy", functional.cross_entropy(outputs["logits"], targets["label"]) } };

    public override IEnumerable<IMetric> Metrics() => [new Accuracy("logits", "label")];
}
