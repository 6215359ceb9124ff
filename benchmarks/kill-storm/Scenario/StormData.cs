using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Generators.Csv;
using Tfaip.Processors.Pipelines.Processors;

namespace KillStormScenario;

public sealed record StormDataParams : DataParams
{
    public StormDataParams()
    {
        PreProcessing = [new ScaleParams { Key = "image", Factor = 1 / 16.0 }, new NoiseParams()];
        PostProcessing = [new ClassLabelParams { Key = "logits", Softmax = true }];
    }

    /// <value>The handwritten digits: a row of 64 pixels and the digit for each image.</value>
    [Required, RelativePath]
    public string Path { get; init; } = "";

    /// <value>How many rows train.</value>
    [Range(1, 1000)]
    public int TrainingRows { get; init; } = 330;

    /// <value>How many rows evaluate.</value>
    [Range(1, 700)]
    public int EvaluationRows { get; init; } = 200;
}

/// <summary>Handwritten digits of 8×8 pixels.</summary>
public sealed class StormData(StormDataParams p) : Data<StormDataParams>(p)
{
    public override IReadOnlyList<TensorSpec> Inputs { get; } = [TensorSpec.Parse("image: float32[batch, 64]")];

    public override IReadOnlyList<TensorSpec> Targets { get; } = [TensorSpec.Parse("label: int64[batch]")];

    public override ISampleSource Open(PipelineMode mode)
    {
        var rows = new CsvParams
        {
            Path = Params.Path,
            Inputs = new Dictionary<string, string> { ["image"] = "0..63" },
            Targets = new Dictionary<string, string> { ["label"] = "64" },
        };
        return mode == PipelineMode.Training
            ? (rows with { RowCount = Params.TrainingRows }).Open()
            : (rows with { FirstRow = 1000, RowCount = Params.EvaluationRows }).Open();
    }
}
