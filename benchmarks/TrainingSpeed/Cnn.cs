using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TrainingSpeed;

/// <summary>The network of models/mnist-minimal.</summary>
internal sealed class Cnn : Module<Tensor, Tensor>
{
    private readonly Conv2d _conv1 = Conv2d(1, 16, 2, Padding.Same);
    private readonly Conv2d _conv2 = Conv2d(16, 32, 2, Padding.Same);
    private readonly MaxPool2d _pool = MaxPool2d(2);
    private readonly Linear _hidden = Linear(32 * 7 * 7, 128);
    private readonly Dropout _dropout = Dropout(0.5);
    private readonly Linear _classify = Linear(128, 10);

    public Cnn()
        : base(nameof(Cnn)) => RegisterComponents();

    public override Tensor forward(Tensor image)
    {
        var x = _pool.call(_conv2.call(_pool.call(_conv1.call(image))));
        return _classify.call(_dropout.call(functional.relu(_hidden.call(x.flatten(1)))));
    }
}
