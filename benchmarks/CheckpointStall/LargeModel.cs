using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace CheckpointStall;

/// <summary>Linear layers of 25 million float32 numbers, 100 MB in all.</summary>
internal sealed class LargeModel : Model<ModelParams>
{
    public const int Width = 2500;
    private const int Layers = 4;

    private readonly Sequential layers =
        Sequential(Enumerable.Range(0, Layers)
            .SelectMany(i => (Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>[])[Linear(Width, Width), ReLU()]));

    public LargeModel()
        : base(new NoParams()) => RegisterComponents();

    public override TensorMap Forward(TensorMap inputs) => new() { ["y"] = layers.call(inputs["x"]) };

    public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs) =>
        new() { { "size", outputs["y"].square().mean() } };

    private sealed record NoParams : ModelParams;
}
