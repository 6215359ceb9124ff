using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ExportSpeed.Networks;

/// <summary>ViT-S/16 (Dosovitskiy et al. 2021).</summary>
internal sealed class VisionTransformer : Module<Tensor, Tensor>
{
    private const int Width = 384;
    private readonly Conv2d patches = Conv2d(3, Width, 16, stride: 16);
    private readonly Parameter token = new(zeros(1, 1, Width));
    private readonly Parameter positions = new(randn(1, 197, Width) * 0.02);
    private readonly ModuleList<EncoderLayer> layers = new([.. Enumerable.Range(0, 12).Select(_ => new EncoderLayer(Width, 6))]);
    private readonly LayerNorm norm = LayerNorm(Width);
    private readonly Linear head = Linear(Width, 1000);

    public VisionTransformer()
        : base(nameof(VisionTransformer)) => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        x = patches.call(x).flatten(2).transpose(1, 2);
        x = cat([token.expand(x.shape[0], -1, -1), x], 1) + positions;
        foreach (var layer in layers) x = layer.call(x, null);
        return head.call(norm.call(x)[TensorIndex.Colon, 0]);
    }
}
