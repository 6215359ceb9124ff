using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TrainingSpeed;

/// <summary>64-256-256-10.</summary>
internal sealed class Mlp : Module<Tensor, Tensor>
{
    private readonly Sequential _net = Sequential(Linear(64, 256), ReLU(), Linear(256, 256), ReLU(), Linear(256, 10));

    public Mlp()
        : base(nameof(Mlp)) => RegisterComponents();

    public override Tensor forward(Tensor image) => _net.call(image);
}
