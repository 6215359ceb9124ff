using Tfaip.Processors.Imaging.Processing;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Generators.Csv;
using Tfaip.Processors.Pipelines.Processors;

namespace Digits;

public sealed record DigitsDataParams : DataParams
{
    public DigitsDataParams()
    {
        Pipeline = new() { BatchSize = 32 };
        PreProcessing =
        [
            // An image file of any size becomes what a row of the data set is: 8×8 values from 0 (paper) to 16 (ink).
            new LoadImageParams { Height = 8, Width = 8, Maximum = 16, Invert = true },
            new ReshapeParams { Key = "image", Shape = [1, 8, 8] },
            new ScaleParams { Key = "image", Factor = 1 / 16.0 },
            new RandomShiftParams { Key = "image" },
        ];
        PostProcessing = [new ClassLabelParams { Key = "logits", Softmax = true }];
    }

    /// <value>The data set: a row of 64 pixels and the digit for each image.</value>
    [Required, RelativePath]
    public string Path { get; init; } = "";

    /// <value>How many rows, from the first, train; the others evaluate.</value>
    [Range(1, 1796)]
    public int TrainingRows { get; init; } = 898; // half of them, the split of scikit-learn's example
}

/// <summary>The UCI handwritten digits: 8×8 pixels from 0 to 16.</summary>
public sealed class DigitsData(DigitsDataParams p) : Data<DigitsDataParams>(p)
{
    public override IReadOnlyList<TensorSpec> Inputs { get; } = [TensorSpec.Parse("image: float32[batch, 1, 8, 8]")];

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
            : (rows with { FirstRow = Params.TrainingRows }).Open();
    }
}
