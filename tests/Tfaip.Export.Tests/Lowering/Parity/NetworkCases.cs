using System.Linq.Expressions;
using TorchSharp;
using static Tfaip.Export.Tests.Lowering.Samples;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Tfaip.Export.Tests.Lowering.Parity;

/// <summary>Normalisations, embeddings, recurrent layers and attention.</summary>
internal static class NetworkCases
{
    public static IEnumerable<ParityCase> All =>
        [.. Normalisations, .. EmbeddingCases(), .. Recurrent(), .. Attention(), .. Transformers()];

    private static IEnumerable<ParityCase> Normalisations =>
    [
        .. Cases.Layers(Normal(4), Used(nn.BatchNorm1d(4)), Used(nn.BatchNorm1d(4, affine: false))),
        .. Cases.Layers(
            Normal(4, 5),
            Used(nn.BatchNorm1d(4)),
            nn.LayerNorm(5),
            nn.LayerNorm([4, 5], 1e-3, false),
            Used(nn.InstanceNorm1d(4)),
            Used(nn.InstanceNorm1d(4, affine: true)),
            Used(nn.InstanceNorm1d(4, track_running_stats: true, affine: true)),
            Used(nn.GroupNorm(2, 4)), nn.LocalResponseNorm(3, 0.5), nn.LocalResponseNorm(2, 0.5)),
        .. Cases.Layers(
            Normal(4, 5, 6),
            Used(nn.BatchNorm2d(4)),
            Used(nn.InstanceNorm2d(4, affine: true)),
            Used(nn.GroupNorm(4, 4, affine: false)),
            nn.LocalResponseNorm(3, 0.5, 0.6, 2),
            nn.LocalResponseNorm(4, 0.5)),
        .. Cases.Layers(Normal(2, 3, 4, 5), Used(nn.BatchNorm3d(2)), Used(nn.InstanceNorm3d(2)), Used(nn.InstanceNorm3d(2, affine: true))),
        .. Cases.Of(n => randn(4, n + 4), LayerOf(Used(nn.InstanceNorm1d(4, affine: true)))),
        .. Cases.OfThree(
            Normal(4, 5),
            n => randn(4),
            n => rand(4) + 0.5,
            (x, m, v) => F.batch_norm(x, m, v, null, null, false, 0.1, 1e-5),
            (x, m, v) => F.instance_norm(x, m, v, v, m, false, 0.1, 1e-3)),
        .. Cases.OfThree(
            Normal(4, 5),
            n => randn(4),
            n => randn(4),
            (x, w, b) => F.instance_norm(x, null, null, w, b, true, 0.1, 1e-5),
            (x, w, b) => F.group_norm(x, 2, w, b, 1e-5)),
        .. Cases.Of(
            Normal(4, 5),
            x => F.instance_norm(x, null, null, null, null, true, 0.1, 1e-5),
            x => F.local_response_norm(x, 3, 0.4, 0.7, 1),
            x => F.layer_norm(x, new long[] { 5 }, null, null, 1e-5)),
    ];

    private static IEnumerable<ParityCase> EmbeddingCases()
    {
        var embedding = nn.Embedding(7, 4);
        foreach (var one in Cases.Of(Whole(ScalarType.Int64, 0, 7, 3), x => embedding.call(x))) yield return one;
        foreach (var mode in Enum.GetValues<EmbeddingBagMode>())
        {
            foreach (var padding in new long[] { -1, 2 })
            {
                var bag = nn.EmbeddingBag(7, 4, mode: mode, padding_index: padding);
                foreach (var one in Cases.Of(Whole(ScalarType.Int64, 0, 7, 3), x => bag.call(x))) yield return one;
                foreach (var one in Cases.OfTwo(
                        n => randint(0, 7, n + 5), n => tensor(new long[] { 0, 2, 2, 5 }), (x, o) => bag.call(x, o)))
                    yield return one;
            }
        }

        var sum = nn.EmbeddingBag(7, 4, mode: EmbeddingBagMode.Sum);
        Expression<Func<Tensor, Tensor, Tensor>> weighted = (x, w) => sum.call(x, null, w);
        yield return new(weighted, n => [randint(0, 7, new long[] { n, 3 }), randn(n, 3)]);
    }

    private static IEnumerable<ParityCase> Recurrent()
    {
        foreach (var batchFirst in new[] { false, true })
        {
            foreach (var bidirectional in new[] { false, true })
            {
                var lstm = nn.LSTM(4, 3, 2, bidirectional, batchFirst, 0, bidirectional);
                var gru = nn.GRU(4, 3, 2, true, batchFirst, 0, bidirectional);
                var tanh = nn.RNN(4, 3, 2, nn.NonLinearities.Tanh, true, batchFirst, 0, bidirectional);
                var relu = nn.RNN(4, 3, 1, nn.NonLinearities.ReLU, bidirectional, batchFirst, 0, bidirectional);
                var states = (bidirectional ? 2 : 1) * 2;
                foreach (var module in new nn.Module[] { lstm, gru, tanh, relu }) module.eval();
                foreach (var one in Cases.Several(
                        Normal(5, 4), x => lstm.call(x, null), x => gru.call(x, null), x => tanh.call(x, null), x => relu.call(x, null)))
                    yield return one;
                Func<long, Tensor> input = n => batchFirst ? randn(n, 5, 4) : randn(5, n, 4);
                Expression<Func<Tensor, Tensor, object>> given = (x, h) => gru.call(x, h);
                Expression<Func<Tensor, Tensor, object>> also = (x, h) => tanh.call(x, h);
                yield return new(given, n => [input(n), randn(states, n, 3)]);
                yield return new(also, n => [input(n), randn(states, n, 3)]);
            }
        }

        var (lstmCell, gruCell, rnnCell, reluCell) = (nn.LSTMCell(4, 3), nn.GRUCell(4, 3, false), nn.RNNCell(4, 3), nn.RNNCell(
            4, 3, nn.NonLinearities.ReLU));
        foreach (var one in Cases.Several(
                Normal(4),
                x => lstmCell.call(x, new ValueTuple<Tensor, Tensor>(x.narrow(1, 0, 3), x.narrow(1, 1, 3))),
                x => gruCell.call(x, null!),
                x => rnnCell.call(x, null!),
                x => reluCell.call(x, null!)))
            yield return one;
        foreach (var one in Cases.OfTwo(
                Normal(4), Normal(3), (x, h) => gruCell.call(x, h), (x, h) => rnnCell.call(x, h), (x, h) => reluCell.forward(x, h)))
            yield return one;
    }

    private static IEnumerable<ParityCase> Attention()
    {
        foreach (var heads in new[] { 1L, 2, 4 })
        {
            var plain = nn.MultiheadAttention(8, heads, bias: heads != 2);
            var other = nn.MultiheadAttention(8, heads, add_bias_kv: true, add_zero_attn: heads == 2, kdim: 6, vdim: 6);
            plain.eval();
            other.eval();
            Expression<Func<Tensor, Tensor, object>> self = (x, m) => plain.call(x, x, x, null, true, m);
            yield return new(
                self, n => [randn(5, n, 8), zeros(5, 5).masked_fill(ones(5, 5).triu(1).to(ScalarType.Bool), double.NegativeInfinity)]);
            Expression<Func<Tensor, Tensor, Tensor, object>> cross = (q, k, v) => other.call(q, k, v, null, true, null);
            yield return new(cross, n => [randn(n, 3, 8), randn(4, 3, 6), randn(4, 3, 6)]);
            Expression<Func<Tensor, Tensor, Tensor, object>> masked = (q, k, m) => plain.call(q, k, k, m, true, null);
            yield return new(masked, n => [randn(3, n, 8), randn(4, n, 8), (arange(4) > 2).expand(n, 4).clone()]);
        }

        foreach (var one in Cases.OfThree(
                Normal(2, 5, 4), Normal(2, 6, 4), Normal(2, 6, 4), (q, k, v) => F.scaled_dot_product_attention(q, k, v, null, 0, false)))
            yield return one;
        foreach (var one in Cases.Of(Normal(2, 5, 4), x => F.scaled_dot_product_attention(x, x, x, null, 0, true))) yield return one;
    }

    private static IEnumerable<ParityCase> Transformers()
    {
        foreach (var (heads, activation) in new[] { (1L, nn.Activations.ReLU), (2, nn.Activations.GELU), (4, nn.Activations.ReLU) })
        {
            var encoderLayer = nn.TransformerEncoderLayer(8, heads, 12, 0.1, activation);
            var decoderLayer = nn.TransformerDecoderLayer(8, heads, 12, 0.1, activation);
            var (encoder, decoder) = (nn.TransformerEncoder(encoderLayer, 2), nn.TransformerDecoder(decoderLayer, 2));
            var all = nn.Transformer(8, heads, 1, 2, 12, 0.1, activation);
            foreach (var module in new nn.Module[] { encoderLayer, decoderLayer, encoder, decoder, all }) module.eval();
            Func<long, Tensor> time = n => randn(n + 1, 2, 8);
            Func<long, Tensor> batch = n => randn(4, n, 8);
            Func<long, Tensor> mask = n => ones(4, 4).triu(1).to(ScalarType.Bool);
            Func<long, Tensor> keys = n => (arange(4) > 2).expand(n, 4).clone();
            foreach (var one in Cases.Of(time, x => encoderLayer.call(x), x => encoder.call(x))) yield return one;
            foreach (var one in Cases.OfTwo(batch, mask, (x, m) => encoderLayer.call(x, m), (x, m) => encoder.call(x, m))) yield return one;
            foreach (var one in Cases.OfThree(
                    batch, mask, keys, (x, m, k) => encoderLayer.call(x, m, k), (x, m, k) => encoder.forward(x, m, k)))
                yield return one;
            foreach (var one in Cases.OfTwo(
                    time, n => randn(3, 2, 8), (x, y) => decoderLayer.call(x, y), (x, y) => decoder.call(x, y), (x, y) => all.call(x, y)))
                yield return one;
            foreach (var one in Cases.OfThree(
                    batch,
                    batch,
                    mask,
                    (x, y, m) => decoderLayer.call(x, y, m, null, null, null),
                    (x, y, m) => decoder.call(x, y, m, m, null, null),
                    (x, y, m) => all.call(x, y, m, m, null, null, null, null)))
                yield return one;
        }
    }

    private static Expression<Func<Tensor, Tensor>> LayerOf(nn.Module<Tensor, Tensor> layer)
    {
        layer.eval();
        return x => layer.call(x);
    }

    // With statistics and weights as after training.
    private static T Used<T>(T layer)
        where T : nn.Module
    {
        foreach (var (_, tensor) in layer.named_parameters()) nn.init.normal_(tensor);
        foreach (var (name, tensor) in layer.named_buffers())
        {
            if (name.EndsWith("mean", StringComparison.Ordinal)) nn.init.normal_(tensor);
            if (name.EndsWith("var", StringComparison.Ordinal)) nn.init.uniform_(tensor, 0.5, 1.5);
        }

        return layer;
    }
}
