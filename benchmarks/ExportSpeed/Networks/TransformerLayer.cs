using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ExportSpeed.Networks;

/// <summary>One layer of a Transformer encoder without a mask.</summary>
internal sealed class TransformerLayer : Module<Tensor, Tensor>
{
    private readonly EncoderLayer layer = new(256, 8);

    public TransformerLayer()
        : base(nameof(TransformerLayer)) => RegisterComponents();

    public override Tensor forward(Tensor x) => layer.call(x, null);
}
