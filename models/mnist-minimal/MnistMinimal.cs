using Tfaip.Datasets;
using Tfaip.Processors.Imaging.Processing;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Processors;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace MnistMinimal;

public sealed record MnistDataParams : DataParams
{
    public MnistDataParams()
    {
        PreProcessing =
        [
            new LoadImageParams { Height = 28, Width = 28 }, // of image files; the data set's are pixels already
            new ReshapeParams { Key = "image", Shape = [1, 28, 28] },
            new ScaleParams { Key = "image", Factor = 1 / 255.0 },
        ];
        PostProcessing = [new ClassLabelParams { Key = "logits", Softmax = true }];
    }

    /// <value>
    /// The folder of the four IDX files, plain or .gz. Default: $TFAIP_DATA/mnist, else the user's cache folder; missing files
    /// are downloaded.
    /// </value>
    [RelativePath]
    public string? Path { get; init; }
}

public sealed class MnistData(MnistDataParams p) : Data<MnistDataParams>(p)
{
    public override IReadOnlyList<TensorSpec> Inputs { get; } = [TensorSpec.Parse("image: float32[batch, 1, 28, 28]")];

    public override IReadOnlyList<TensorSpec> Targets { get; } = [TensorSpec.Parse("label: int64[batch]")];

    public override ISampleSource Open(PipelineMode mode) => MnistFiles.Locate(Params.Path).Open(mode);
}

public sealed record MnistModelParams : ModelParams;

public sealed class MnistModel(MnistModelParams p) : Model<MnistModelParams>(p)
{
    private readonly Conv2d conv1 = Conv2d(1, 16, 2, Padding.Same);
    private readonly Conv2d conv2 = Conv2d(16, 32, 2, Padding.Same);
    private readonly MaxPool2d pool = MaxPool2d(2);
    private readonly Linear hidden = Linear(32 * 7 * 7, 128);
    private readonly Dropout dropout = Dropout(0.5);
    private readonly Linear classify = Linear(128, 10);

    public override Monitor Best => Monitor.Max("accuracy");

    public override TensorMap Forward(TensorMap inputs)
    {
        var x = pool.call(conv2.call(pool.call(conv1.call(inputs["image"]))));
        x = functional.relu(hidden.call(x.flatten(1)));
        return new() { ["logits"] = classify.call(dropout.call(x)) };
    }

    public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs) =>
        new() { { "cross_entropy", functional.cross_entropy(outputs["logits"], targets["label"]) } };

    public override IEnumerable<IMetric> Metrics() => [new Accuracy("logits", "label")];
}
