using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ExportSpeed.Networks;

/// <summary>A layer of a Transformer encoder, normalised first, with attention written out; a mask is added to the scores.</summary>
internal sealed class EncoderLayer : Module<Tensor, Tensor?, Tensor>
{
    private readonly long heads;
    private readonly LayerNorm norm1;
    private readonly LayerNorm norm2;
    private readonly Linear query;
    private readonly Linear key;
    private readonly Linear value;
    private readonly Linear output;
    private readonly Linear up;
    private readonly Linear down;

    public EncoderLayer(long width, long heads)
        : base(nameof(EncoderLayer))
    {
        this.heads = heads;
        (norm1, norm2) = (LayerNorm(width), LayerNorm(width));
        (query, key, value, output) = (Linear(width, width), Linear(width, width), Linear(width, width), Linear(width, width));
        (up, down) = (Linear(width, 4 * width), Linear(4 * width, width));
        RegisterComponents();
    }

    public override Tensor forward(Tensor x, Tensor? mask = null)
    {
        var (batch, time, width) = (x.shape[0], x.shape[1], x.shape[2]);
        var normed = norm1.call(x);
        var (q, k, v) = (Heads(query.call(normed)), Heads(key.call(normed)), Heads(value.call(normed)));
        var scores = matmul(q, k.transpose(-2, -1)) / Math.Sqrt(width / heads);
        if (mask is not null) scores = scores + mask;
        var joined = matmul(functional.softmax(scores, -1), v).transpose(1, 2).reshape(batch, time, width);
        x = x + output.call(joined);
        return x + down.call(functional.gelu(up.call(norm2.call(x))));

        Tensor Heads(Tensor y) => y.view(batch, time, heads, width / heads).transpose(1, 2);
    }
}
