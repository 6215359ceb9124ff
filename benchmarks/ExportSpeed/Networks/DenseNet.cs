using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ExportSpeed.Networks;

/// <summary>DenseNet-121 (Huang et al. 2017): every layer reads all before it.</summary>
internal sealed class DenseNet : Module<Tensor, Tensor>
{
    private const int Growth = 32;
    private static readonly int[] Stages = [6, 12, 24, 16];

    private readonly Sequential stem =
        Sequential(Conv2d(3, 64, 7, stride: 2, padding: 3, bias: false), BatchNorm2d(64), ReLU(), MaxPool2d(3, stride: 2, padding: 1));
    private readonly ModuleList<Module<Tensor, Tensor>> layers = new();
    private readonly ModuleList<Module<Tensor, Tensor>> transitions = new();
    private readonly BatchNorm2d norm;
    private readonly Linear head;

    public DenseNet()
        : base(nameof(DenseNet))
    {
        long channels = 64;
        foreach (var (stage, count) in Stages.Index())
        {
            for (var i = 0; i < count; i++, channels += Growth)
            {
                layers.Add(Sequential(
                    BatchNorm2d(channels), ReLU(), Conv2d(channels, 4 * Growth, 1, bias: false),
                    BatchNorm2d(4 * Growth), ReLU(), Conv2d(4 * Growth, Growth, 3, padding: 1, bias: false)));
            }

            if (stage == Stages.Length - 1) break;
            transitions.Add(Sequential(BatchNorm2d(channels), ReLU(), Conv2d(channels, channels / 2, 1, bias: false), AvgPool2d(2)));
            channels /= 2;
        }

        (norm, head) = (BatchNorm2d(channels), Linear(channels, 1000));
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        x = stem.call(x);
        var at = 0;
        for (var stage = 0; stage < Stages.Length; stage++)
        {
            for (var i = 0; i < Stages[stage]; i++, at++) x = cat([x, layers[at].call(x)], 1);
            if (stage < transitions.Count) x = transitions[stage].call(x);
        }

        return head.call(functional.relu(norm.call(x)).mean(new long[] { 2, 3 }));
    }
}
