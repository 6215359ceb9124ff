using System.ComponentModel.DataAnnotations;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Generators.Csv;
using Tfaip.Processors.Samples;
using Tfaip.Training.Metrics;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;
using DescriptionAttribute = System.ComponentModel.DescriptionAttribute;

namespace Tfaip.Commands.Tests.Documents.Examples;

// docs/concepts/scenarios.md shows these classes.
public sealed record DigitsModelParams : ModelParams
{
    [Description("Units of the hidden layer."), Range(1, 4096)]
    public int Hidden { get; init; } = 64;
}

public sealed class DigitsModel(DigitsModelParams p) : Model<DigitsModelParams>(p)
{
    private readonly Sequential net = Sequential(Linear(64, p.Hidden), ReLU(), Dropout(0.2), Linear(p.Hidden, 10));

    public override Monitor Best => Monitor.Max("accuracy");

    public override TensorMap Forward(TensorMap inputs) => new() { ["logits"] = net.call(inputs["image"]) };

    public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs) =>
        new() { { "cross_entropy", functional.cross_entropy(outputs["logits"], targets["label"]) } };

    public override IEnumerable<IMetric> Metrics() => [new Accuracy("logits", "label")];
}

public sealed record DigitsDataParams : DataParams
{
    [Description("Samples to learn from.")]
    public GeneratorParams Training { get; init; } = Rows("training.csv");

    [Description("Samples to measure with.")]
    public GeneratorParams Evaluation { get; init; } = Rows("evaluation.csv");

    private static CsvParams Rows(string path) => new()
    {
        Path = path,
        Inputs = new Dictionary<string, string> { ["image"] = "0..63" },
        Targets = new Dictionary<string, string> { ["label"] = "64" },
    };
}

public sealed class DigitsData(DigitsDataParams p) : Data<DigitsDataParams>(p)
{
    public override IReadOnlyList<TensorSpec> Inputs { get; } = [TensorSpec.Parse("image: float32[batch, 64]")];

    public override IReadOnlyList<TensorSpec> Targets { get; } = [TensorSpec.Parse("label: int64[batch]")];

    public override ISampleSource? Open(PipelineMode mode) =>
        (mode == PipelineMode.Training ? Params.Training : Params.Evaluation).Open();
}
