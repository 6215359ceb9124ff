using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ExportSpeed.Networks;

/// <summary>A block of ConvNeXt: a 7×7 convolution by channel, then two linear layers on each pixel.</summary>
internal sealed class ConvNeXtBlock : Module<Tensor, Tensor>
{
    private readonly Conv2d depthwise;
    private readonly LayerNorm norm;
    private readonly Linear up;
    private readonly Linear down;
    private readonly Parameter gamma;

    public ConvNeXtBlock(long width)
        : base(nameof(ConvNeXtBlock))
    {
        (depthwise, norm) = (Conv2d(width, width, 7, padding: 3, groups: width), LayerNorm(width, eps: 1e-6));
        (up, down, gamma) = (Linear(width, 4 * width), Linear(4 * width, width), new Parameter(ones(width) * 0.1));
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        var y = norm.call(depthwise.call(x).permute(0, 2, 3, 1));
        y = down.call(functional.gelu(up.call(y))) * gamma;
        return x + y.permute(0, 3, 1, 2);
    }
}
