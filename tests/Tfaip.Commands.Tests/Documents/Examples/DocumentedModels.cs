using Tfaip.Training.Metrics;
using Tfaip.Training.Tensors;
using Tfaip.Training.Tests.Loop;
using static TorchSharp.torch;

namespace Tfaip.Commands.Tests.Documents.Examples;

public sealed class MeasuredModel(ToyModelParams p) : ToyModel(p)
{
    // docs/reference/metrics.md
    public override IEnumerable<IMetric> Metrics() =>
    [
        new Accuracy("logits", "label"),
        new FScore("logits", "label") { Average = Average.PerClass, Labels = ["cat", "dog"] },
        new ConfusionMatrix("logits", "label") { Labels = ["cat", "dog"] },
    ];
}

public sealed class ConfidentModel(ToyModelParams p) : ToyModel(p)
{
    // docs/how-to/metric.md
    public override IEnumerable<IMetric> Metrics() => [new Accuracy("logits", "label"), new Confidence("logits", "label")];
}

public sealed class MaskedModel(ToyModelParams p) : ToyModel(p)
{
    // docs/how-to/train-in-bfloat16.md
    public override bool StaysFloat32(string name) => name == "running_mean";

    public override TensorMap Forward(TensorMap inputs)
    {
        var x = inputs["x"];
        var length = x.shape[1];
        var mask = zeros(length, length, dtype: x.dtype, device: x.device);   // not zeros(length, length)
        return base.Forward(new TensorMap { ["x"] = x + x.matmul(mask) });
    }
}
