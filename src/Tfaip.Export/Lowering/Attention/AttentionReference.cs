using TorchSharp;
using static TorchSharp.torch;

namespace Tfaip.Export.Lowering.Attention;

/// <summary>
/// What TorchSharp's native attention modules compute (libtorch's <c>MultiheadAttention</c> and <c>Transformer…</c>, post-norm),
/// written with tensors, to find out which options a module was made with: those whose results are the module's own.
/// </summary>
internal static class AttentionReference
{
    private const double LargestError = 1e-3;

    /// <summary>The candidate whose results come closest to the module's, or null where none does.</summary>
    public static AttentionOptions? Choose(IEnumerable<AttentionOptions> candidates, Tensor actual, Func<AttentionOptions, Tensor> compute)
    {
        var scale = Math.Max(actual.abs().max().ToDouble(), 1e-3);
        var best = candidates
            .Select(options => (Options: options, Error: (compute(options) - actual).abs().max().ToDouble() / scale))
            .MinBy(candidate => candidate.Error);
        return best.Error <= LargestError ? best.Options : null;
    }

    /// <summary>Attention of [length, batch, features], and its weights averaged over the heads.</summary>
    public static (Tensor Result, Tensor Weights) Attend(
        AttentionWeights weights, AttentionOptions options, Tensor query, Tensor key, Tensor value)
    {
        var (length, batch, features) = (query.shape[0], query.shape[1], query.shape[2]);
        var bias = weights.Find("in_proj_bias")?.chunk(3);
        var matrices = weights.Find("in_proj_weight")?.chunk(3)
            ?? [weights["q_proj_weight"], weights["k_proj_weight"], weights["v_proj_weight"]];
        var (q, k, v) = (Project(query, 0), Project(key, 1), Project(value, 2));
        if (weights.Find("bias_k") is { } biasK) k = cat([k, biasK.repeat(1, batch, 1)]);
        if (weights.Find("bias_v") is { } biasV) v = cat([v, biasV.repeat(1, batch, 1)]);
        if (options.ZeroAttention) (k, v) = (cat([k, zeros(1, batch, features)]), cat([v, zeros(1, batch, features)]));

        var scores = Heads(q).matmul(Heads(k).transpose(-1, -2)) / Math.Sqrt((double)features / options.Heads);
        var attention = scores.softmax(-1);
        var joined = attention.matmul(Heads(v)).permute(2, 0, 1, 3).reshape(length, batch, features);
        return (Linear(joined, weights.Part("out_proj")), attention.mean([1L]));

        Tensor Project(Tensor input, int part) =>
            bias is null ? input.matmul(matrices[part].t()) : input.matmul(matrices[part].t()) + bias[part];
        Tensor Heads(Tensor input) => input.reshape(input.shape[0], batch, options.Heads, features / options.Heads).permute(1, 2, 0, 3);
    }

    /// <summary>An encoder: its layers one after the other, then its norm if it has one.</summary>
    public static Tensor Encode(AttentionWeights weights, AttentionOptions options, Tensor source)
    {
        for (var i = 0; i < weights.Layers; i++) source = EncoderLayer(weights.Part($"layers.{i}"), options, source);
        return weights.Find("norm.weight") is null ? source : Norm(source, weights.Part("norm"));
    }

    /// <summary>A decoder: its layers one after the other, then its norm if it has one.</summary>
    public static Tensor Decode(AttentionWeights weights, AttentionOptions options, Tensor target, Tensor memory)
    {
        for (var i = 0; i < weights.Layers; i++) target = DecoderLayer(weights.Part($"layers.{i}"), options, target, memory);
        return weights.Find("norm.weight") is null ? target : Norm(target, weights.Part("norm"));
    }

    /// <summary>One layer of an encoder.</summary>
    public static Tensor EncoderLayer(AttentionWeights weights, AttentionOptions options, Tensor source)
    {
        source = Norm(source + Attend(weights.Part("self_attn"), options, source, source, source).Result, weights.Part("norm1"));
        return Norm(source + Feed(weights, options, source), weights.Part("norm2"));
    }

    /// <summary>One layer of a decoder.</summary>
    public static Tensor DecoderLayer(AttentionWeights weights, AttentionOptions options, Tensor target, Tensor memory)
    {
        target = Norm(target + Attend(weights.Part("self_attn"), options, target, target, target).Result, weights.Part("norm1"));
        target = Norm(target + Attend(weights.Part("multihead_attn"), options, target, memory, memory).Result, weights.Part("norm2"));
        return Norm(target + Feed(weights, options, target), weights.Part("norm3"));
    }

    private static Tensor Feed(AttentionWeights weights, AttentionOptions options, Tensor input)
    {
        var inner = Linear(input, weights.Part("linear1"));
        return Linear(options.Gelu ? nn.functional.gelu(inner) : inner.relu(), weights.Part("linear2"));
    }

    private static Tensor Linear(Tensor input, AttentionWeights weights) =>
        weights.Find("bias") is { } bias ? input.matmul(weights["weight"].t()) + bias : input.matmul(weights["weight"].t());

    private static Tensor Norm(Tensor input, AttentionWeights weights) =>
        nn.functional.layer_norm(input, [input.shape[^1]], weights["weight"], weights["bias"]);
}
