using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ExportSpeed.Networks;

/// <summary>
/// Embedded tokens and positions, layers of a Transformer, scores of the next token or features: GPT with a causal mask, BERT without.
/// </summary>
internal sealed class LanguageModel : Module<Tensor, Tensor>
{
    private readonly bool causal;
    private readonly Embedding tokens;
    private readonly Embedding positions;
    private readonly ModuleList<EncoderLayer> layers;
    private readonly LayerNorm norm;

    public LanguageModel(bool causal, long vocabulary, long width, long heads, int depth)
        : base(nameof(LanguageModel))
    {
        this.causal = causal;
        (tokens, positions, norm) = (Embedding(vocabulary, width), Embedding(512, width), LayerNorm(width));
        layers = new([.. Enumerable.Range(0, depth).Select(_ => new EncoderLayer(width, heads))]);
        using (no_grad()) tokens.weight!.mul_(0.02);
        RegisterComponents();
    }

    public override Tensor forward(Tensor ids)
    {
        var time = ids.shape[1];
        var x = tokens.call(ids) + positions.call(arange(time, dtype: int64));
        var mask = causal ? full(new[] { time, time }, float.NegativeInfinity).triu(1) : null;
        foreach (var layer in layers) x = layer.call(x, mask);
        x = norm.call(x);
        return causal ? matmul(x, tokens.weight!.transpose(0, 1)) : x;
    }
}
