using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Generators.Files;
using DescriptionAttribute = System.ComponentModel.DescriptionAttribute;

namespace Lines;

public sealed record LinesDataParams : DataParams
{
    [Description("Lines to learn from.")]
    public GeneratorParams Training { get; init; } = new FilesParams();

    [Description("Lines to measure with.")]
    public GeneratorParams Evaluation { get; init; } = new FilesParams();
}

/// <summary>Images of text lines with their transcriptions. Lines that are learnt are measured too, as the set "learnt".</summary>
public sealed class LinesData(LinesDataParams p) : Data<LinesDataParams>(p)
{
    public const string Learnt = "learnt";

    public override IReadOnlyList<TensorSpec> Inputs { get; } =
    [
        TensorSpec.Parse("image: float32[batch, 1, 24, width]; width: 4..8192"),
        TensorSpec.Parse("image_width: int64[batch] in 4..8192"),
    ];

    public override IReadOnlyList<TensorSpec> Targets { get; } =
        [TensorSpec.Parse("labels: int64[batch, characters]"), TensorSpec.Parse("label_count: int64[batch]")];

    public override ISampleSource Open(PipelineMode mode) =>
        (mode == PipelineMode.Training ? Params.Training : Params.Evaluation).Open();

    public override IReadOnlyList<EvaluationSet> OpenEvaluationSets() =>
        [new(EvaluationSet.DefaultName, Params.Evaluation.Open()), new(Learnt, Params.Training.Open())];
}
