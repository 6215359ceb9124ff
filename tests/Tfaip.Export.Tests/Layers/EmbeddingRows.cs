using TorchSharp;
using static Tfaip.Export.Tests.Layers.LayerRow;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace Tfaip.Export.Tests.Layers;

/// <summary>Embeddings, attention and transformers.</summary>
internal static class EmbeddingRows
{
    private const string Ids = "x: int32[count] in 0..999";
    private const string Bags = "x: int64[batch, 12] in 0..999";
    private const string Source = "x: float32[time, batch, 64] in 0..1; time: 1..24; batch: 1..9";
    private const string Target = "target: float32[steps, batch, 64] in 0..1; steps: 1..20; batch: 1..9";
    private const string SourceMask = "mask: float32[time, time] in 0..1; time: 1..24";
    private const string TargetMask = "causal: float32[steps, steps] in 0..1; steps: 1..20";

    public static IEnumerable<LayerRow> All => [.. Tables, .. Transformers];

    public static IEnumerable<LayerRow> Refused =>
        [Function("one-hot of as many classes as there are", x => F.one_hot(x[0]), "x: int64[count] in 0..4")];

    private static IEnumerable<LayerRow> Tables =>
    [
        Of("embedding", () => Embedding(1000, 12), Ids),
        Of("embedding, limited norm", () => Embedding(1000, 128, max_norm: 1.5), Ids),
        Of("embedding, limited sum", () => Embedding(40, 7, max_norm: 2.5, norm_type: 1), "x: int64[batch, time] in 0..39"),
        Of("embedding, pretrained, limited norm", () => Embedding_from_pretrained(randn(40, 7), max_norm: 2), "x: int64[count] in 0..39"),
        Of("embedding, new weights", Weighted, Ids),
        Of("embedding, pretrained", () => Embedding_from_pretrained(randn(1000, 12)), Ids),
        Of("bag", () => EmbeddingBag(1000, 12), (m, x) => [m.call(x[0])], Bags),
        Of(
            "bag, limited norm, sum",
            () => EmbeddingBag(1000, 128, max_norm: 1.5, mode: EmbeddingBagMode.Sum),
            (m, x) => [m.call(x[0])],
            Bags),
        Of(
            "bag, offsets",
            () => EmbeddingBag(1000, 128, mode: EmbeddingBagMode.Sum),
            (m, x) => [m.call(x[0], tensor(new int[] { 0, 8 }))],
            "x: int32[count] in 0..999; count: 9..40"),
        Of(
            "bag, limited norm, offsets",
            () => EmbeddingBag(1000, 128, max_norm: 1.5, mode: EmbeddingBagMode.Sum),
            (m, x) => [m.call(x[0], tensor(new int[] { 0, 8 }))],
            "x: int32[count] in 0..999; count: 9..40"),
        Of("bag, pretrained", () => EmbeddingBag_from_pretrained(randn(1000, 12)), (m, x) => [m.call(x[0])], Bags),
        Function("one-hot", x => F.one_hot(x[0], 5), "x: int64[count] in 0..4"),
    ];

    private static IEnumerable<LayerRow> Transformers =>
    [
        Function(
            "scaled dot product",
            x => F.scaled_dot_product_attention(x[0], x[1], x[2]),
            "q: float32[batch, 8, time, 16]",
            "k: float32[batch, 8, keys, 16]",
            "v: float32[batch, 8, keys, 16]"),
        Function(
            "scaled dot product, mask",
            x => F.scaled_dot_product_attention(x[0], x[1], x[2], attn_mask: x[3]),
            "q: float32[batch, 8, time, 16]",
            "k: float32[batch, 8, keys, 16]",
            "v: float32[batch, 8, keys, 16]",
            "mask: float32[batch, 8, time, keys]"),
        Of("transformer", Whole, (m, x) => [m.call(x[0], x[1])], Source, Target),
        Of("transformer, masks", Whole, (m, x) =>
            [m.call(x[0], x[1], src_mask: x[2], tgt_mask: x[3])], Source, Target, SourceMask, TargetMask),
        Of("encoder layer", Layer, (m, x) => [m.call(x[0])], Source),
        Of("encoder layer, mask", Layer, (m, x) => [m.call(x[0], src_mask: x[1])], Source, SourceMask),
        Of("encoder", () => TransformerEncoder(Layer(), 1), (m, x) => [m.call(x[0])], Source),
        Of("encoder, mask", () => TransformerEncoder(Layer(), 1), (m, x) => [m.call(x[0], src_mask: x[1])], Source, SourceMask),
        Of("decoder layer", Decoding, (m, x) => [m.call(x[0], x[1])], Target, Source),
        Of("decoder layer, mask", Decoding, (m, x) => [m.call(x[0], x[1], tgt_mask: x[2])], Target, Source, TargetMask),
        Of("decoder", () => TransformerDecoder(Decoding(), 1), (m, x) => [m.call(x[0], x[1])], Target, Source),
        Of(
            "decoder, mask",
            () => TransformerDecoder(Decoding(), 1),
            (m, x) => [m.call(x[0], x[1], tgt_mask: x[2])],
            Target,
            Source,
            TargetMask),
        Of(
            "multi-head attention without bias",
            () => MultiheadAttention(2, 1, dropout: 0, bias: false, add_bias_kv: false, add_zero_attn: false, kdim: 2, vdim: 2),
            (m, x) => m.call(x[0], x[1], x[2]) is var (found, weights) ? [found, weights!] : [],
            "q: float32[steps, batch, 2]", "k: float32[time, batch, 2]", "v: float32[time, batch, 2]"),
    ];

    private static TorchSharp.Modules.Embedding Weighted()
    {
        var layer = Embedding(1000, 12);
        layer.weight = randn(1000, 12).AsParameter();
        return layer;
    }

    private static TorchSharp.Modules.Transformer Whole() =>
        Transformer(d_model: 64, nhead: 2, num_encoder_layers: 2, num_decoder_layers: 2, dim_feedforward: 128);

    private static TorchSharp.Modules.TransformerEncoderLayer Layer() =>
        TransformerEncoderLayer(d_model: 64, nhead: 2, dim_feedforward: 128);

    private static TorchSharp.Modules.TransformerDecoderLayer Decoding() =>
        TransformerDecoderLayer(d_model: 64, nhead: 2, dim_feedforward: 128);
}
