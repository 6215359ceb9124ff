using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace My;

/// <summary>The network that the documents speak of.</summary>
public sealed class Net : Module<Tensor, Tensor>
{
    private readonly Conv2d convolution;
    private readonly Linear head;

    public Net(int hidden)
        : base(nameof(Net))
    {
        (convolution, head) = (Conv2d(3, hidden, 3, stride: 2, padding: 1), Linear(hidden, 5));
        RegisterComponents();
    }

    public override Tensor forward(Tensor image) => head.call(convolution.call(image).relu().mean([2, 3]));
}
