using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ExportSpeed.Networks;

/// <summary>A residual network for images of ImageNet: ResNet-18 is 2-2-2-2 blocks, ResNet-50 is 3-4-6-3 bottlenecks.</summary>
internal sealed class ResNet : Module<Tensor, Tensor>
{
    private readonly Sequential stem =
        Sequential(Conv2d(3, 64, 7, stride: 2, padding: 3, bias: false), BatchNorm2d(64), ReLU(), MaxPool2d(3, stride: 2, padding: 1));
    private readonly ModuleList<ResidualBlock> blocks = new();
    private readonly Linear head;

    public ResNet(bool bottleneck, params int[] stages)
        : base(nameof(ResNet))
    {
        long channels = 64;
        for (var stage = 0; stage < stages.Length; stage++)
        {
            var width = 64L << stage;
            for (var i = 0; i < stages[stage]; i++)
            {
                blocks.Add(new ResidualBlock(channels, width, stage > 0 && i == 0 ? 2 : 1, bottleneck));
                channels = bottleneck ? 4 * width : width;
            }
        }

        head = Linear(channels, 1000);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        x = stem.call(x);
        foreach (var block in blocks) x = block.call(x);
        return head.call(functional.adaptive_avg_pool2d(x, 1).flatten(1));
    }
}
