using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ExportSpeed.Networks;

/// <summary>ConvNeXt-T (Liu et al. 2022).</summary>
internal sealed class ConvNeXt : Module<Tensor, Tensor>
{
    private static readonly (int Depth, long Width)[] Stages = [(3, 96), (3, 192), (9, 384), (3, 768)];

    private readonly Conv2d stem = Conv2d(3, 96, 4, stride: 4);
    private readonly ModuleList<LayerNorm> norms = new();
    private readonly ModuleList<Conv2d> reductions = new();
    private readonly ModuleList<ConvNeXtBlock> blocks = new();
    private readonly LayerNorm norm = LayerNorm(768, eps: 1e-6);
    private readonly Linear head = Linear(768, 1000);

    public ConvNeXt()
        : base(nameof(ConvNeXt))
    {
        foreach (var (stage, (depth, width)) in Stages.Index())
        {
            if (stage > 0)
            {
                norms.Add(LayerNorm(width / 2, eps: 1e-6));
                reductions.Add(Conv2d(width / 2, width, 2, stride: 2));
            }

            for (var i = 0; i < depth; i++) blocks.Add(new ConvNeXtBlock(width));
        }

        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        x = stem.call(x);
        var at = 0;
        for (var stage = 0; stage < Stages.Length; stage++)
        {
            if (stage > 0) x = reductions[stage - 1].call(norms[stage - 1].call(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2));
            for (var i = 0; i < Stages[stage].Depth; i++, at++) x = blocks[at].call(x);
        }

        return head.call(norm.call(x.mean(new long[] { 2, 3 })));
    }
}
