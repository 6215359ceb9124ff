using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ExportSpeed.Networks;

/// <summary>A U-Net (Ronneberger et al. 2015) of four levels with padded convolutions.</summary>
internal sealed class UNet : Module<Tensor, Tensor>
{
    private static readonly long[] Widths = [32, 64, 128, 256];

    private readonly ModuleList<Module<Tensor, Tensor>> down = new();
    private readonly ModuleList<Module<Tensor, Tensor>> up = new();
    private readonly ModuleList<Module<Tensor, Tensor>> left = new();
    private readonly Sequential bottom = Convolutions(256, 512);
    private readonly Conv2d head = Conv2d(32, 2, 1);

    public UNet()
        : base(nameof(UNet))
    {
        for (var level = 0; level < Widths.Length; level++)
        {
            down.Add(Convolutions(level == 0 ? 3 : Widths[level - 1], Widths[level]));
            up.Add(ConvTranspose2d(2 * Widths[level], Widths[level], 2, stride: 2));
            left.Add(Convolutions(2 * Widths[level], Widths[level]));
        }

        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        var skipped = new Stack<Tensor>();
        foreach (var level in down)
        {
            skipped.Push(level.call(x));
            x = functional.max_pool2d(skipped.Peek(), 2);
        }

        x = bottom.call(x);
        for (var level = Widths.Length - 1; level >= 0; level--) x = left[level].call(cat([up[level].call(x), skipped.Pop()], 1));
        return head.call(x);
    }

    private static Sequential Convolutions(long from, long to) => Sequential(
        Conv2d(from, to, 3, padding: 1), BatchNorm2d(to), ReLU(), Conv2d(to, to, 3, padding: 1), BatchNorm2d(to), ReLU());
}
