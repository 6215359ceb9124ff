using Tfaip.Export.Graphs;
using Tfaip.Export.Requests;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Tfaip.Export.Lowering.Attention;

/// <summary>
/// Multi-head attention and the transformers made of it. TorchSharp's modules are native; what they were made with is tried out.
/// </summary>
internal static class AttentionLayers
{
    public static void Register(LoweringTable table)
    {
        table.Layer<MultiheadAttention>("forward", Multihead);
        table.Layer<TransformerEncoderLayer>((call, layer) =>
        {
            var weights = AttentionWeights.Of(layer);
            var options = Find(
                call,
                Candidates(weights, "self_attn."),
                input => layer.call(input),
                (candidate, input) => AttentionReference.EncoderLayer(weights, candidate, input));
            return new AttentionGraph(call, options).EncoderLayer(
                weights, call.Self, call.OptionalTensor("src_mask"), call.OptionalTensor("src_key_padding_mask")).Value;
        });
        table.Layer<TransformerEncoder>((call, layer) =>
        {
            var weights = AttentionWeights.Of(layer);
            var options = Find(
                call,
                Candidates(weights, "layers.0.self_attn."),
                input => layer.call(input),
                (candidate, input) => AttentionReference.Encode(weights, candidate, input));
            return new AttentionGraph(call, options)
                .Encode(weights, call.Self, call.OptionalTensor(
                    "src_mask", "input2"), call.OptionalTensor("src_key_padding_mask", "input3")).Value;
        });
        table.Layer<TransformerDecoderLayer>((call, layer) =>
        {
            var weights = AttentionWeights.Of(layer);
            var options = Find(
                call,
                Candidates(weights, "self_attn."),
                input => layer.call(input, input * 0.5),
                (candidate, input) => AttentionReference.DecoderLayer(weights, candidate, input, input * 0.5));
            return new AttentionGraph(call, options).DecoderLayer(weights, call.Self, call.Tensor("memory", "input2"), Masks(call)).Value;
        });
        table.Layer<TransformerDecoder>((call, layer) =>
        {
            var weights = AttentionWeights.Of(layer);
            var options = Find(
                call,
                Candidates(weights, "layers.0.self_attn."),
                input => layer.call(input, input * 0.5),
                (candidate, input) => AttentionReference.Decode(weights, candidate, input, input * 0.5));
            return new AttentionGraph(call, options).Decode(weights, call.Self, call.Tensor("memory", "input2"), Masks(call)).Value;
        });
        table.Layer<Transformer>((call, layer) =>
        {
            var weights = AttentionWeights.Of(layer);
            var (encoder, decoder) = (weights.Part("encoder"), weights.Part("decoder"));
            var options = Find(
                call, Candidates(weights, "encoder.layers.0.self_attn."), input => layer.call(input, input * 0.5),
                (candidate, input) =>
                    AttentionReference.Decode(decoder, candidate, input * 0.5, AttentionReference.Encode(encoder, candidate, input)));
            var graph = new AttentionGraph(call, options);
            var memory = graph.Encode(encoder, call.Self, call.OptionalTensor("src_mask"), call.OptionalTensor("src_key_padding_mask"));
            return graph.Decode(decoder, call.Tensor("tgt", "input2"), memory, Masks(call)).Value;
        });
    }

    private static DecoderMasks Masks(LoweringCall call) => new(
        call.OptionalTensor("tgt_mask", "input3"),
        call.OptionalTensor("memory_mask", "input4"),
        call.OptionalTensor("tgt_key_padding_mask", "input5"),
        call.OptionalTensor("memory_key_padding_mask", "input6"));

    private static IReadOnlyList<GraphValue?> Multihead(LoweringCall call, MultiheadAttention layer)
    {
        var weights = AttentionWeights.Of(layer);
        var (key, value) = (call.Tensor("key", "input2"), call.Tensor("value", "input3"));
        call.Find("need_weights", "input5");
        var options = Find(call, layer, weights);
        var attended = new AttentionGraph(call, options)
            .Attend(weights, call.Self, key, value, call.OptionalTensor("attn_mask", "input6"), call.OptionalTensor(
                "key_padding_mask", "input4"));
        return [attended.Result, attended.Weights];
    }

    private static AttentionOptions Find(LoweringCall call, MultiheadAttention layer, AttentionWeights weights)
    {
        var features = weights["out_proj.weight"].shape[0];
        long Width(string name) => weights.Find($"{name}_proj_weight")?.shape[1] ?? features;

        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        var type = weights["out_proj.weight"].dtype;
        Tensor Sample(int seed, long length, long width) => randn([length, 2, width], type, generator: new Generator((ulong)seed));
        var (q, k, v) = (Sample(1, 3, Width("q")), Sample(2, 4, Width("k")), Sample(3, 4, Width("v")));
        var (result, attention) = layer.call(q, k, v);

        // The averaged weights tell the heads apart even where the output does not.
        return AttentionReference.Choose(
            AttentionOptions.Candidates(features, hasActivation: false, mayAddZeros: true).Where(
                candidate => attention.shape[^1] == 4 + (weights.Find("bias_k") is null ? 0 : 1) + (candidate.ZeroAttention ? 1 : 0)),
            Joined(result, attention),
            candidate =>
            {
                var reference = AttentionReference.Attend(weights, candidate, q, k, v);
                return Joined(reference.Result, reference.Weights);
            }) ?? throw NotFound(call);
    }

    private static Tensor Joined(Tensor one, Tensor other) => cat([one.flatten(), other.flatten()]);

    private static IEnumerable<AttentionOptions> Candidates(AttentionWeights weights, string attention) =>
        AttentionOptions.Candidates(weights[attention + "out_proj.weight"].shape[0], hasActivation: true, mayAddZeros: false);

    private static AttentionOptions Find(
        LoweringCall call,
        IEnumerable<AttentionOptions> candidates,
        Func<Tensor, Tensor> module,
        Func<AttentionOptions, Tensor, Tensor> reference)
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        var all = candidates.ToArray();
        var input = randn([4, 2, all.Max(candidate => candidate.Heads)], call.Self.Type, generator: new Generator(1));
        return AttentionReference.Choose(all, module(input), candidate => reference(candidate, input)) ?? throw NotFound(call);
    }

    private static ExportException NotFound(LoweringCall call) => call.Refuse(
        "none of the numbers of heads and activations gives what it gives",
        "Set it to evaluation mode; if it is, build it of nn.Linear and scaled_dot_product_attention.");
}
