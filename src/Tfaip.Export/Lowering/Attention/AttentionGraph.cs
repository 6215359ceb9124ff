using Tfaip.Export.Graphs;
using Tfaip.Export.Programs.Sizes;
using static TorchSharp.torch;
using Size = Tfaip.Export.Programs.Sizes.Size;

namespace Tfaip.Export.Lowering.Attention;

/// <summary>Attention and the layers around it as nodes; the twin of <see cref="AttentionReference"/>.</summary>
internal sealed class AttentionGraph(LoweringCall call, AttentionOptions options)
{
    private readonly GraphBuilder _graph = call.Graph;

    /// <summary>Attention of [length, batch, features], and its weights averaged over the heads.</summary>
    public (GraphValue Result, GraphValue Weights) Attend(
        AttentionWeights weights, Operand query, Operand key, Operand value, Operand? mask, Operand? keyMask)
    {
        var type = query.Type;
        var (length, batch) = (query.Shape[0], query.Shape[1]);
        var features = weights["out_proj.weight"].shape[0];
        var width = new FixedSize(features / options.Heads);
        var scale = 1 / Math.Sqrt(width.Value);
        var keys = key.Shape[0];

        // The projections of what is the same tensor are one product.
        var (q, k, v) = (Project(weights, query, 0), Project(weights, key, 1), Project(weights, value, 2));
        var added = 0;
        if (weights.Find("bias_k") is not null)
        {
            (k, v) = (Longer(k, weights, "bias_k", batch, features), Longer(v, weights, "bias_v", batch, features));
            added++;
        }

        if (options.ZeroAttention)
        {
            var zeros = _graph.Expand(_graph.Scalar(0.0, type), [], [new FixedSize(1), batch, new FixedSize(features)]);
            (k, v) = (_graph.Concat([k, zeros], 0), _graph.Concat([v, zeros], 0));
            added++;
        }

        keys = added == 0 ? keys : SizeArithmetic.Sum([keys, new FixedSize(added)]);
        GraphValue Heads(GraphValue projected, Size count, params long[] order) => _graph.Transpose(
            _graph.Reshape(projected, [count, batch, new FixedSize(features)], [count, batch, new FixedSize(options.Heads), width]), order);

        var scores = _graph.Same("MatMul", _graph.Times(Heads(q, length, 1, 2, 0, 3), scale), Heads(k, keys, 1, 2, 3, 0));

        // Libtorch adds the one mask whatever its type, where true is one; the other one it hides by.
        if (mask is not null) scores = _graph.Same("Add", scores, _graph.Cast(Wider(mask, added), type));
        if (keyMask is not null)
        {
            var hidden = _graph.Unsqueeze(_graph.Cast(Wider(keyMask, added), ScalarType.Bool), 1, 2);
            scores = _graph.Where(hidden, _graph.Scalar(double.NegativeInfinity, type), scores);
        }

        var attention = _graph.Node("Softmax", type, [scores], ("axis", -1L));
        var joined = _graph.Transpose(_graph.Same("MatMul", attention, Heads(v, keys, 1, 2, 0, 3)), 2, 0, 1, 3);
        var flat = _graph.Reshape(joined, [length, batch, new FixedSize(options.Heads), width], [length, batch, new FixedSize(features)]);
        return (Linear(flat, weights.Part("out_proj")), _graph.Reduce("ReduceMean", attention, [1], keep: false));
    }

    /// <summary>The layers of an encoder.</summary>
    public Operand Encode(AttentionWeights weights, Operand source, Operand? mask, Operand? keyMask)
    {
        for (var i = 0; i < weights.Layers; i++) source = EncoderLayer(weights.Part($"layers.{i}"), source, mask, keyMask);
        return weights.Find("norm.weight") is null ? source : Norm(source, weights.Part("norm"));
    }

    /// <summary>One layer of an encoder.</summary>
    public Operand EncoderLayer(AttentionWeights weights, Operand source, Operand? mask, Operand? keyMask)
    {
        source = AddNorm(source, Attend(weights.Part("self_attn"), source, source, source, mask, keyMask).Result, weights.Part("norm1"));
        return AddNorm(source, Feed(weights, source), weights.Part("norm2"));
    }

    /// <summary>The layers of a decoder.</summary>
    public Operand Decode(AttentionWeights weights, Operand target, Operand memory, DecoderMasks masks)
    {
        for (var i = 0; i < weights.Layers; i++) target = DecoderLayer(weights.Part($"layers.{i}"), target, memory, masks);
        return weights.Find("norm.weight") is null ? target : Norm(target, weights.Part("norm"));
    }

    /// <summary>One layer of a decoder.</summary>
    public Operand DecoderLayer(AttentionWeights weights, Operand target, Operand memory, DecoderMasks masks)
    {
        target = AddNorm(
            target,
            Attend(weights.Part("self_attn"), target, target, target, masks.Target, masks.TargetKeys).Result,
            weights.Part("norm1"));
        target = AddNorm(
            target,
            Attend(weights.Part("multihead_attn"), target, memory, memory, masks.Memory, masks.MemoryKeys).Result,
            weights.Part("norm2"));
        return AddNorm(target, Feed(weights, target), weights.Part("norm3"));
    }

    private GraphValue Feed(AttentionWeights weights, Operand input)
    {
        var inner = Linear(input.Value, weights.Part("linear1"));
        return Linear(
            options.Gelu ? Activations.Gelu(_graph, inner, TorchSharp.Modules.GELU.Approximate.none) : _graph.Same("Relu", inner),
            weights.Part("linear2"));
    }

    private Operand AddNorm(Operand input, GraphValue more, AttentionWeights weights) =>
        Norm(input with { Value = _graph.Same("Add", input.Value, more) }, weights);

    private Operand Norm(Operand input, AttentionWeights weights) => input with
    {
        Value = _graph.Node(
            "LayerNormalization",
            input.Type,
            [input.Value, Weight(weights, "weight"), Weight(weights, "bias")],
            ("axis", -1L),
            ("epsilon", 1e-5)),
    };

    private GraphValue Linear(GraphValue input, AttentionWeights weights)
    {
        var product = _graph.Same("MatMul", input, _graph.Transpose(Weight(weights, "weight"), 1, 0));
        return weights.Find("bias") is null ? product : _graph.Same("Add", product, Weight(weights, "bias"));
    }

    private GraphValue Project(AttentionWeights weights, Operand input, int part)
    {
        using var gradients = no_grad();
        var names = new[] { "q", "k", "v" };
        var matrix = weights.Find("in_proj_weight") is { } joined
            ? _graph.Constant(joined.chunk(3)[part].t().contiguous(), call.ModuleName($"{weights.Prefix}in_proj_weight.{names[part]}"))
            : _graph.Transpose(Weight(weights, $"{names[part]}_proj_weight"), 1, 0);
        var product = _graph.Same("MatMul", input.Value, matrix);
        return weights.Find("in_proj_bias") is { } bias
            ? _graph.Same(
                "Add",
                product,
                _graph.Constant(bias.chunk(3)[part].contiguous(), call.ModuleName($"{weights.Prefix}in_proj_bias.{names[part]}")))
            : product;
    }

    private GraphValue Longer(GraphValue value, AttentionWeights weights, string name, Size batch, long features)
    {
        Size one = new FixedSize(1);
        var more = _graph.Expand(Weight(weights, name), [one, one, new FixedSize(features)], [one, batch, new FixedSize(features)]);
        return _graph.Concat([value, more], 0);
    }

    private GraphValue Weight(AttentionWeights weights, string name) =>
        _graph.Initializer(call.ModuleName(weights.Prefix + name), weights[name]);

    // What is added to the keys is open to all.
    private GraphValue Wider(Operand mask, int added)
    {
        if (added == 0) return mask.Value;
        var pads = new long[2 * mask.Rank];
        pads[^1] = added;
        var type = Arithmetic.Wide(mask.Type);
        var padded = _graph.Node(
            "Pad", type, [_graph.Cast(mask.Value, type), _graph.Int64s(pads), _graph.Scalar(0L, type)], ("mode", "constant"));
        return _graph.Cast(padded, mask.Type);
    }
}
