using Tfaip.Training.Metrics;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;
using Tfaip.Training.Tests.Loop;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Tfaip.Training.Tests.Reporting;

/// <summary>A classifier of small images that writes the summaries of <c>docs/how-to/see-what-a-run-does.md</c>.</summary>
public sealed class ReportedModel(ToyModelParams parameters) : Model<ToyModelParams>(parameters)
{
    private readonly Linear classify = Linear(4, 2);

    public override Monitor Best => Monitor.Max("accuracy");

    public override TensorMap Forward(TensorMap inputs) => new() { ["logits"] = classify.call(inputs["image"].flatten(1)) };

    public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs) =>
        new() { { "cross_entropy", functional.cross_entropy(outputs["logits"], targets["label"]) } };

    public override IEnumerable<IMetric> Metrics() => [new Accuracy("logits", "label"), new ConfusionMatrix("logits", "label")];

    public override void WriteSummaries(ISummaryWriter writer, TensorMap inputs, TensorMap targets, TensorMap outputs)
    {
        writer.Image("first", inputs["image"][0]);
        writer.Histogram("logits", outputs["logits"]);
        writer.Scalar("largest", outputs["logits"].max().item<float>());
        writer.PrCurve("plus", targets["label"], outputs["logits"].softmax(1).select(1, 1));
        writer.Text("note", "**any** Markdown");
    }
}
