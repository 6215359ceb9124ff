using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TrainingSpeed;

/// <summary>Many small layers one after the other: two parameter tensors each, and hardly anything to compute.</summary>
internal sealed class Chain : Module<Tensor, Tensor>
{
    private const int Width = 16;

    private readonly Sequential _net;

    public Chain(int layers)
        : base(nameof(Chain))
    {
        _net = Sequential(
            Enumerable.Range(0, layers).Select(i => (Module<Tensor, Tensor>)Linear(i == 0 ? 64 : Width, i == layers - 1 ? 10 : Width)));
        RegisterComponents();
    }

    public override Tensor forward(Tensor image) => _net.call(image);
}
