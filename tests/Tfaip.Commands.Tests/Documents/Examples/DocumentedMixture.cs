using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Generators.Csv;
using Tfaip.Processors.Samples;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using DescriptionAttribute = System.ComponentModel.DescriptionAttribute;

namespace Tfaip.Commands.Tests.Documents.Examples;

// docs/how-to/mixed-inputs.md shows these classes.
public sealed record HousesDataParams : DataParams
{
    [Description("The houses: a picture of 4 numbers, 2 facts and the price in a row.")]
    public GeneratorParams Rows { get; init; } = new CsvParams
    {
        Path = "houses.csv",
        Inputs = new Dictionary<string, string> { ["picture"] = "0..3", ["facts"] = "4..5" },
        Targets = new Dictionary<string, string> { ["price"] = "6 as float32" },
    };
}

public sealed class HousesData(HousesDataParams p) : Data<HousesDataParams>(p)
{
    public override IReadOnlyList<TensorSpec> Inputs { get; } =
        [TensorSpec.Parse("picture: float32[batch, 4]"), TensorSpec.Parse("facts: float32[batch, 2]")];

    public override IReadOnlyList<TensorSpec> Targets { get; } = [TensorSpec.Parse("price: float32[batch]")];

    public override ISampleSource? Open(PipelineMode mode) => Params.Rows.Open();
}

public sealed record HousesModelParams : ModelParams;

public sealed class HousesModel(HousesModelParams p) : Model<HousesModelParams>(p)
{
    private readonly Linear picture = Linear(4, 8);
    private readonly Linear price = Linear(8 + 2, 1);

    public override TensorMap Forward(TensorMap inputs)
    {
        var features = functional.relu(picture.call(inputs["picture"]));
        return new() { ["price"] = price.call(cat([features, inputs["facts"]], 1)).squeeze(1) };
    }

    public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs) =>
        new() { { "squared_error", functional.mse_loss(outputs["price"], targets["price"]) } };
}
