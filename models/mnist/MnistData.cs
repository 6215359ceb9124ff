using Tfaip.Datasets;
using Tfaip.Processors.Imaging.Processing;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Processors;

namespace Mnist;

public sealed record MnistDataParams : DataParams
{
    public MnistDataParams()
    {
        PreProcessing =
        [
            new LoadImageParams { Height = 28, Width = 28 }, // of image files; the data set's are pixels already
            new ReshapeParams { Key = "image", Shape = [1, 28, 28] },
            new ScaleParams { Key = "image", Factor = 2 / 255.0, Offset = -1 }, // 0..255 to -1..1
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

/// <summary>The MNIST database of handwritten digits: 60,000 images to train with and 10,000 to evaluate with, 28×28 pixels.</summary>
public sealed class MnistData(MnistDataParams p) : Data<MnistDataParams>(p)
{
    public override IReadOnlyList<TensorSpec> Inputs { get; } = [TensorSpec.Parse("image: float32[batch, 1, 28, 28]")];

    public override IReadOnlyList<TensorSpec> Targets { get; } = [TensorSpec.Parse("label: int64[batch]")];

    public override ISampleSource Open(PipelineMode mode) => MnistFiles.Locate(Params.Path).Open(mode);
}
