using Tfaip.Export.Graphs;
using Tfaip.Export.Programs;
using Tfaip.Export.Programs.Sizes;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Tfaip.Export.Lowering;

/// <summary>Rows of a table, alone and gathered in bags.</summary>
internal static class Embeddings
{
    public static void Register(LoweringTable table)
    {
        table.Layer<Embedding>((call, layer) => Rows(call, Table(call, layer, layer.weight!)));
        table.Layer<EmbeddingBag>(Bag);
    }

    private static GraphValue Rows(LoweringCall call, GraphValue table)
    {
        var indices = call.Self.Value;
        if (indices.Type is not (ScalarType.Int32 or ScalarType.Int64)) indices = call.Graph.Cast(indices, ScalarType.Int64);
        return call.Graph.Node("Gather", table.Type, [table, indices], ("axis", 0L));
    }

    // Rows that are shortened to a largest norm when they are asked for are shortened here at once.
    private static GraphValue Table(LoweringCall call, nn.Module layer, Tensor weight)
    {
        if (!LimitedTables.IsLimited(layer, weight)) return call.Parameter(weight, "weight").Value;
        call.Graph.Reserve(weight, layer, () => call.Refuse(
            "its max_norm shortens the rows of its table as they are asked for, and something else reads the table too",
            "Shorten all rows once, after training, and create the layer without max_norm."));
        return call.Graph.Derived(call.ModuleName("weight"), "shortened", [weight], () => LimitedTables.Shortened(layer, weight));
    }

    private static GraphValue Bag(LoweringCall call, EmbeddingBag layer)
    {
        var (graph, self) = (call.Graph, call.Self);
        var table = Table(call, layer, layer.weight!);
        var (mode, padding) = Probe(layer);
        var rows = Rows(call, table);
        var weights = call.OptionalTensor("perSampleWeights", "input3");
        if (weights is not null) rows = graph.Same("Mul", rows, graph.Unsqueeze(weights.Value, self.Rank));
        var counted = padding < 0
            ? null
            : Comparisons.Not(graph, graph.Test("Equal", self.Value, graph.Scalar(padding, self.Type)));

        // Which element is in which bag, [bags, elements]: given by the second axis, or by where bags start.
        var offsets = call.OptionalTensor("offsets", "input2");
        GraphValue members;
        if (offsets is null)
        {
            members = graph.Expand(graph.Scalar(true, ScalarType.Bool), [], self.Shape);
        }
        else
        {
            var bags = call.Result.Shape[0];
            var starts = graph.Cast(graph.Slice(offsets.Value, 0, new FixedSize(0), bags), ScalarType.Int64);
            var ends = graph.Concat(
                [graph.Slice(starts, 0, new FixedSize(1), new FixedSize(long.MaxValue)), graph.Length(self.Shape[0])], 0);
            var positions = graph.Range(self.Shape[0]);
            members = graph.Test(
                "And",
                graph.Test("GreaterOrEqual", positions, graph.Unsqueeze(starts, 1)),
                graph.Test("Less", positions, graph.Unsqueeze(ends, 1)));
        }

        if (counted is not null) members = graph.Test("And", members, counted);
        var share = graph.Cast(members, table.Type);
        if (mode == EmbeddingBagMode.Max)
        {
            var masked = graph.Where(graph.Unsqueeze(members, 2), rows, graph.Scalar(double.NegativeInfinity, table.Type));
            var highest = graph.Reduce("ReduceMax", masked, [1], keep: false);
            return graph.Where(
                graph.Test("Equal", highest, graph.Scalar(double.NegativeInfinity, table.Type)), graph.Scalar(0.0, table.Type), highest);
        }

        var sum = offsets is null
            ? graph.Squeeze(graph.Same("MatMul", graph.Unsqueeze(share, 1), rows), 1)
            : graph.Same("MatMul", share, rows);
        if (mode == EmbeddingBagMode.Sum) return sum;
        var count = graph.Same("Max", graph.Reduce("ReduceSum", share, [1], keep: true), graph.Scalar(1.0, table.Type));
        return graph.Same("Div", sum, count);
    }

    // TorchSharp does not say how a layer gathers nor which row it leaves out; what it makes of bags of two does.
    private static (EmbeddingBagMode Mode, long Padding) Probe(EmbeddingBag layer)
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        using var kept = new LimitedTables(layer);
        var weight = layer.weight!;
        var count = weight.shape[0];
        var all = arange(count, ScalarType.Int64);
        var best = (Mode: EmbeddingBagMode.Sum, Padding: -1L, Error: double.PositiveInfinity);
        var other = weight.abs().sum(1).argmax().ToInt64();
        var actual = layer.call(stack([all, all, full_like(all, other)], 1));
        var pair = stack([weight, weight, weight[other].expand_as(weight)], 1);
        foreach (var mode in Enum.GetValues<EmbeddingBagMode>())
        {
            Tensor Gathered(Tensor rows) => mode switch
            {
                EmbeddingBagMode.Sum => rows.sum(1L),
                EmbeddingBagMode.Mean => rows.mean([1L]),
                _ => rows.amax([1L]),
            };
            var wrong = (Gathered(pair) - actual).abs().amax([1L]);
            var padding = -1L;

            // The one row that is not gathered, if the others are.
            if (wrong.max().ToDouble() > 1e-4)
            {
                padding = wrong.argmax().ToInt64();
                wrong[padding] = 0;
            }

            var error = wrong.max().ToDouble();
            if (error < best.Error) best = (mode, padding, error);
        }

        return (best.Mode, best.Padding);
    }
}
