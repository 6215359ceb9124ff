using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ExportSpeed.Networks;

/// <summary>A block of a residual network (He et al. 2016): two 3×3 convolutions, or a bottleneck of 1×1, 3×3 and 1×1.</summary>
internal sealed class ResidualBlock : Module<Tensor, Tensor>
{
    private readonly Sequential body;
    private readonly Sequential? shortcut;

    public ResidualBlock(long from, long width, long stride, bool bottleneck)
        : base(nameof(ResidualBlock))
    {
        var to = bottleneck ? 4 * width : width;
        body = bottleneck
            ? Sequential(
                Conv2d(from, width, 1, bias: false), BatchNorm2d(width), ReLU(),
                Conv2d(width, width, 3, stride: stride, padding: 1, bias: false), BatchNorm2d(width), ReLU(),
                Conv2d(width, to, 1, bias: false), BatchNorm2d(to))
            : Sequential(
                Conv2d(from, width, 3, stride: stride, padding: 1, bias: false), BatchNorm2d(width), ReLU(),
                Conv2d(width, to, 3, padding: 1, bias: false), BatchNorm2d(to));
        if (from != to || stride != 1) shortcut = Sequential(Conv2d(from, to, 1, stride: stride, bias: false), BatchNorm2d(to));
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => functional.relu(body.call(x) + (shortcut is null ? x : shortcut.call(x)));
}
