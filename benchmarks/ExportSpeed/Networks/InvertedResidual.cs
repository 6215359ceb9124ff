using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ExportSpeed.Networks;

/// <summary>A block of MobileNetV3 (Howard et al. 2019): widened, convolved by channel, squeezed and excited, narrowed.</summary>
internal sealed class InvertedResidual : Module<Tensor, Tensor>
{
    private readonly Sequential spread;
    private readonly Conv2d squeeze;
    private readonly Conv2d excite;
    private readonly Sequential narrow;
    private readonly bool isResidual;

    public InvertedResidual(long from, long hidden, long to, long kernel, long stride)
        : base(nameof(InvertedResidual))
    {
        spread = Sequential(
            Conv2d(from, hidden, 1, bias: false), BatchNorm2d(hidden), Hardswish(),
            Conv2d(hidden, hidden, kernel, stride: stride, padding: kernel / 2, groups: hidden, bias: false),
            BatchNorm2d(hidden),
            Hardswish());
        (squeeze, excite) = (Conv2d(hidden, hidden / 4, 1), Conv2d(hidden / 4, hidden, 1));
        narrow = Sequential(Conv2d(hidden, to, 1, bias: false), BatchNorm2d(to));
        isResidual = stride == 1 && from == to;
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        var y = spread.call(x);
        y *= functional.hardsigmoid(excite.call(functional.relu(squeeze.call(functional.adaptive_avg_pool2d(y, 1)))));
        return isResidual ? x + narrow.call(y) : narrow.call(y);
    }
}
