using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Tfaip.Export.Tests.Tracing.Models;

/// <summary>Attention with several heads, written by hand; keys and values may come from elsewhere, a mask is added.</summary>
internal sealed class HandAttention : Module<Tensor, Tensor, Tensor?, Tensor>
{
    private readonly Linear query;
    private readonly Linear key;
    private readonly Linear value;
    private readonly Linear output;
    private readonly long heads;

    public HandAttention(long width, long heads)
        : base(nameof(HandAttention))
    {
        this.heads = heads;
        (query, key, value, output) = (Linear(width, width), Linear(width, width), Linear(width, width), Linear(width, width));
        RegisterComponents();
    }

    public override Tensor forward(Tensor x, Tensor memory, Tensor? mask = null)
    {
        var (q, k, v) = (Heads(query.call(x)), Heads(key.call(memory)), Heads(value.call(memory)));
        var scores = matmul(q, k.transpose(-2, -1)) * Math.Pow(q.shape[^1], -0.5);
        if (mask is not null) scores = scores + mask;
        var joined = matmul(functional.softmax(scores, -1), v).transpose(1, 2).contiguous();
        return output.call(joined.flatten(2));
    }

    private Tensor Heads(Tensor x) => x.view(x.shape[0], x.shape[1], heads, -1).transpose(1, 2);
}

internal sealed class EncoderBlock : Module<Tensor, Tensor>
{
    private readonly LayerNorm norm1;
    private readonly LayerNorm norm2;
    private readonly HandAttention attention;
    private readonly Sequential feedforward;

    public EncoderBlock(long width, long heads)
        : base(nameof(EncoderBlock))
    {
        (norm1, norm2, attention) = (LayerNorm(width), LayerNorm(width), new(width, heads));
        feedforward = Sequential(
            ("up", Linear(width, 2 * width)), ("act", GELU()), ("drop", Dropout(0.1)), ("down", Linear(2 * width, width)));
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        var normed = norm1.call(x);
        x = x + attention.call(normed, normed, null);
        return x + feedforward.call(norm2.call(x));
    }
}

internal sealed class DecoderBlock : Module<Tensor, Tensor, Tensor>
{
    private readonly HandAttention own = new(6, 2);
    private readonly HandAttention cross = new(6, 3);
    private readonly LayerNorm norm1 = LayerNorm(6);
    private readonly LayerNorm norm2 = LayerNorm(6);
    private readonly LayerNorm norm3 = LayerNorm(6);
    private readonly Linear up = Linear(6, 9);
    private readonly Linear down = Linear(9, 6);

    public DecoderBlock()
        : base(nameof(DecoderBlock)) => RegisterComponents();

    public override Tensor forward(Tensor target, Tensor memory)
    {
        var length = target.shape[1];
        var mask = full(new[] { length, length }, float.NegativeInfinity).triu(1);
        target = norm1.call(target + own.call(target, target, mask));
        target = norm2.call(target + cross.call(target, memory, null));
        return norm3.call(target + down.call(functional.relu(up.call(target))));
    }
}

internal sealed class Bert : Module<Tensor, Tensor, Tensor, Dictionary<string, Tensor>>
{
    private readonly Embedding words = Embedding(20, 8, padding_idx: 0);
    private readonly Embedding positions = Embedding(64, 8);
    private readonly Embedding types = Embedding(2, 8);
    private readonly LayerNorm norm = LayerNorm(8, eps: 1e-12);
    private readonly HandAttention attention = new(8, 2);
    private readonly Linear up = Linear(8, 16);
    private readonly Linear down = Linear(16, 8);
    private readonly Linear pooler = Linear(8, 8);

    public Bert()
        : base(nameof(Bert)) => RegisterComponents();

    public override Dictionary<string, Tensor> forward(Tensor ids, Tensor mask, Tensor segments)
    {
        var positionIds = arange(ids.size(1), dtype: int64).unsqueeze(0);
        var x = norm.call(words.call(ids) + positions.call(positionIds) + types.call(segments));
        var additive = (1.0 - mask.unsqueeze(1).unsqueeze(2).to(float32)) * -10000.0;
        x = norm.call(x + attention.call(x, x, additive));
        x = norm.call(x + down.call(functional.gelu(up.call(x))));
        return new() { ["last_hidden_state"] = x, ["pooler_output"] = pooler.call(x[.., 0]).tanh() };
    }
}

internal sealed class Gpt : Module<Tensor, Tensor>
{
    private const int Context = 64;
    private readonly Embedding tokens = Embedding(12, 8);
    private readonly Embedding positions = Embedding(Context, 8);
    private readonly Linear project = Linear(8, 24);
    private readonly Linear output = Linear(8, 8);
    private readonly LayerNorm norm1 = LayerNorm(8);
    private readonly LayerNorm norm2 = LayerNorm(8);
    private readonly LayerNorm last = LayerNorm(8);
    private readonly Sequential mlp = Sequential(("fc", Linear(8, 32)), ("gelu", GELU()), ("proj", Linear(32, 8)));

    public Gpt()
        : base(nameof(Gpt))
    {
        register_buffer("bias", tril(ones(Context, Context)).view(1, 1, Context, Context));
        RegisterComponents();
    }

    public override Tensor forward(Tensor ids)
    {
        var (batch, time) = (ids.shape[0], ids.shape[1]);
        var x = tokens.call(ids) + positions.call(arange(0, time, dtype: int64));
        var parts = project.call(norm1.call(x)).split(8, dim: 2);
        var (q, k, v) = (Heads(parts[0]), Heads(parts[1]), Heads(parts[2]));
        var scores = matmul(q, k.transpose(-2, -1)) * (1.0 / Math.Sqrt(k.shape[3]));
        var causal = get_buffer("bias")![TensorIndex.Colon, TensorIndex.Colon, TensorIndex.Slice(0, time), TensorIndex.Slice(0, time)];
        scores = scores.masked_fill(causal == 0, double.NegativeInfinity);
        x = x + output.call(matmul(functional.softmax(scores, -1), v).transpose(1, 2).contiguous().view(batch, time, 8));
        x = x + mlp.call(norm2.call(x));
        return matmul(last.call(x), tokens.weight!.transpose(0, 1));

        Tensor Heads(Tensor y) => y.view(batch, time, 2, 4).transpose(1, 2);
    }
}

internal sealed class Llama : Module<Tensor, Tensor>
{
    private readonly Linear query = Linear(8, 8, hasBias: false);
    private readonly Linear keyValue = Linear(8, 8, hasBias: false);
    private readonly Linear output = Linear(8, 8, hasBias: false);
    private readonly Linear gate = Linear(8, 12, hasBias: false);
    private readonly Linear up = Linear(8, 12, hasBias: false);
    private readonly Linear down = Linear(12, 8, hasBias: false);
    private readonly Parameter norm1 = new(ones(8));
    private readonly Parameter norm2 = new(ones(8));

    public Llama()
        : base(nameof(Llama)) => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        var (batch, time) = (x.shape[0], x.shape[1]);
        var normed = Norm(x, norm1);
        var q = Rotate(query.call(normed).view(batch, time, 2, 4).transpose(1, 2));

        // One head of keys and values for both of queries.
        var halves = keyValue.call(normed).chunk(2, -1);
        var k = Rotate(halves[0].view(batch, time, 1, 4).transpose(1, 2)).expand(-1, 2, -1, -1);
        var v = halves[1].view(batch, time, 1, 4).transpose(1, 2).expand(batch, 2, time, 4);
        var attended = functional.scaled_dot_product_attention(q, k, v, is_casual: true);
        x = x + output.call(attended.transpose(1, 2).reshape(batch, time, 8));
        normed = Norm(x, norm2);
        return x + down.call(functional.silu(gate.call(normed)) * up.call(normed));
    }

    private static Tensor Norm(Tensor x, Tensor weight) => x * rsqrt(x.pow(2).mean(new long[] { -1 }, keepdim: true) + 1e-6) * weight;

    private static Tensor Rotate(Tensor x)
    {
        var time = x.shape[2];
        var angles = outer(arange(time, dtype: float32), 1.0 / pow(tensor(10000f), arange(0, 4, 2, dtype: float32) / 4));
        var (cosine, sine) = (cat([angles, angles], -1).cos(), cat([angles, angles], -1).sin());
        var turned = cat([-x[TensorIndex.Ellipsis, 2..], x[TensorIndex.Ellipsis, ..2]], -1);
        return (x * cosine) + (turned * sine);
    }
}

internal sealed class AlibiAttention : Module<Tensor, Tensor>
{
    private readonly HandAttention attention = new(6, 2);

    public AlibiAttention()
        : base(nameof(AlibiAttention)) => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        var positions = arange(x.shape[1]);
        var distance = (positions.unsqueeze(0) - positions.unsqueeze(1)).abs().neg().to(float32);
        var slopes = tensor(new float[] { 0.5f, 0.25f }).view(1, 2, 1, 1);
        return attention.call(x, x, slopes * distance);
    }
}

internal sealed class RelativePositions : Module<Tensor, Tensor>
{
    private const int Farthest = 5;
    private readonly Embedding bias = Embedding((2 * Farthest) + 1, 2);
    private readonly HandAttention attention = new(6, 2);

    public RelativePositions()
        : base(nameof(RelativePositions)) => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        var positions = arange(x.shape[1]);
        var offsets = (positions.view(-1, 1) - positions.view(1, -1)).clamp(-Farthest, Farthest) + Farthest;
        return attention.call(x, x, bias.call(offsets).permute(2, 0, 1).unsqueeze(0));
    }
}

internal sealed class LinearAttention : Module<Tensor, Tensor>
{
    private readonly Linear project = Linear(6, 18);

    public LinearAttention()
        : base(nameof(LinearAttention)) => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        var parts = project.call(x).view(x.shape[0], x.shape[1], 3, 6).unbind(2);
        var (q, k) = (functional.elu(parts[0], 1) + 1, functional.elu(parts[1], 1) + 1);
        var keyValues = einsum("btd,bte->bde", k, parts[2]);
        var normaliser = 1 / (einsum("btd,bd->bt", q, k.sum(1, keepdim: false)) + 1e-6);
        return einsum("btd,bde,bt->bte", q, keyValues, normaliser);
    }
}

internal sealed class AttentionPooling : Module<Tensor, Tensor, Tensor>
{
    private readonly Linear score = Linear(6, 1);

    public AttentionPooling()
        : base(nameof(AttentionPooling)) => RegisterComponents();

    public override Tensor forward(Tensor x, Tensor mask)
    {
        var scores = score.call(x.tanh()).squeeze(-1).masked_fill(mask.logical_not(), -1e9);
        return bmm(scores.softmax(1).unsqueeze(1), x).squeeze(1);
    }
}

internal sealed class CrossAttentionPerceiver : Module<Tensor, Tensor>
{
    private readonly Parameter latents = new(randn(3, 6));
    private readonly HandAttention attention = new(6, 2);

    public CrossAttentionPerceiver()
        : base(nameof(CrossAttentionPerceiver)) => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        var queries = latents.unsqueeze(0).repeat(x.shape[0], 1, 1);
        for (var i = 0; i < 2; i++) queries = queries + attention.forward(queries, x);
        return queries.reshape(queries.shape[0], -1);
    }
}
