using Tfaip.Export.Graphs;
using Tfaip.Export.Programs.Sizes;
using static TorchSharp.torch;
using Size = Tfaip.Export.Programs.Sizes.Size;

namespace Tfaip.Export.Lowering;

/// <summary>Copies of a tensor in which some elements are others.</summary>
internal static class Scattering
{
    public static void Register(LoweringTable table)
    {
        table.Methods("scatter", call => Scatter(call, "none"));
        table.Methods("scatter_add", call => Scatter(call, "add"));
        table.Methods("index_add", call => IndexAlong(call, "add"));
        table.Methods("index_copy", call => IndexAlong(call, "none"));
        table.Methods("index_fill", IndexFill);
        table.Methods("masked_scatter", MaskedScatter);
        table.Methods("select_scatter", call => At(
            call,
            positions => call.Graph.Node(
                "Gather",
                ScalarType.Int64,
                [positions, call.Graph.Number(call.Length("index"), ScalarType.Int64)],
                ("axis", call.Self.Axis(call.Integer("dim")))),
            call.Tensor("src").Value));
        table.Methods("slice_scatter", SliceScatter);
        table.Methods("diagonal_scatter", call => At(
            call,
            positions => Diagonals.Diagonal(
                call,
                new Operand(positions, call.Self.Shape),
                call.Integer("offset"),
                call.Integer("dim1"),
                call.Integer("dim2"),
                call.Tensor("src").Shape[^1]),
            call.Tensor("src").Value));
    }

    /// <summary>Writes values to the elements whose positions, counted over the whole tensor, are chosen from all positions.</summary>
    public static GraphValue At(LoweringCall call, Func<GraphValue, GraphValue> choose, GraphValue values, string reduction = "none") =>
        At(call.Graph, call.Self, choose, values, reduction);

    /// <summary>
    /// Writes values to the elements of a tensor whose positions, counted over the whole tensor, are chosen from all positions.
    /// </summary>
    public static GraphValue At(
        GraphBuilder graph, Operand self, Func<GraphValue, GraphValue> choose, GraphValue values, string reduction = "none")
    {
        IReadOnlyList<Size> flat = [SizeArithmetic.Product(self.Shape)];
        var chosen = choose(graph.Reshape(graph.Range(flat[0]), flat, self.Shape));
        var updates = graph.Same("Expand", graph.Cast(values, self.Type), graph.Node("Shape", ScalarType.Int64, [chosen]));
        var changed = Elements(graph, graph.Reshape(self.Value, self.Shape, flat), graph.Flat(chosen), graph.Flat(updates), 0, reduction);
        return graph.Reshape(changed, flat, self.Shape);
    }

    private static GraphValue Elements(
        GraphBuilder graph, GraphValue data, GraphValue indices, GraphValue updates, long axis, string reduction)
    {
        if (reduction == "none") return graph.Node("ScatterElements", data.Type, [data, indices, updates], ("axis", axis));
        var wide = Arithmetic.Wide(data.Type);
        return graph.Node(
            "ScatterElements",
            wide,
            [graph.Cast(data, wide), indices, graph.Cast(updates, wide)],
            ("axis", axis),
            ("reduction", reduction));
    }

    private static GraphValue Scatter(LoweringCall call, string reduction)
    {
        var (graph, index, source, axis) = (call.Graph, call.Tensor("index"), call.Tensor("src"), call.Self.Axis(call.Integer("dim")));

        // Of the source, as much as there are positions.
        var updates = graph.Cast(source.Value, call.Self.Type);
        for (var i = 0; i < index.Rank; i++)
        {
            if (index.Shape[i] != source.Shape[i]) updates = graph.Slice(updates, i, new FixedSize(0), index.Shape[i]);
        }

        return Elements(call.Graph, call.Self.Value, index.Value, updates, axis, reduction);
    }

    private static GraphValue IndexAlong(LoweringCall call, string reduction)
    {
        var (source, graph) = (call.Tensor("source"), call.Graph);
        var updates = graph.Cast(source.Value, call.Self.Type);
        if (call.Has("alpha") && call.OptionalReal("alpha") is not 1)
            updates = graph.Same(
                "Mul", graph.Cast(updates, Arithmetic.Wide(updates.Type)), call.Number(Arithmetic.Wide(updates.Type), "alpha"));
        return Elements(call.Graph, call.Self.Value, Spread(call, source.Shape), updates, call.Self.Axis(call.Integer("dim")), reduction);
    }

    private static GraphValue IndexFill(LoweringCall call)
    {
        var (index, axis) = (call.Tensor("index"), call.Self.Axis(call.Integer("dim")));
        var shape = call.Self.Shape.Select((size, i) => i == axis ? index.Rank == 0 ? new FixedSize(1) : index.Shape[0] : size).ToArray();
        var updates = call.Graph.Expand(call.Number(call.Self.Type, "value"), [], shape);
        return Elements(call.Graph, call.Self.Value, Spread(call, shape), updates, axis, "none");
    }

    // One position for each slice along the axis, for all elements of the slice.
    private static GraphValue Spread(LoweringCall call, IReadOnlyList<Size> shape)
    {
        var (index, axis) = (call.Tensor("index"), (int)call.Self.Axis(call.Integer("dim")));
        var before = index.Rank == 0 ? 1 : 0;
        var value = call.Graph.Unsqueeze(
            call.Graph.Cast(index.Value, ScalarType.Int64),
            [.. Enumerable.Range(index.Rank == 0 ? 0 : 1, shape.Count - axis - 1 + before).Select(i => (long)i)]);
        return call.Graph.Same("Expand", value, call.Graph.Vector(shape));
    }

    // The n-th place that the mask chooses has the n-th value.
    private static GraphValue MaskedScatter(LoweringCall call)
    {
        var (graph, self, mask) = (call.Graph, call.Self, call.Tensor("mask"));
        var chosen = graph.Expand(mask.Value, mask.Shape, self.Shape);
        var count = graph.Same("CumSum", graph.Flat(graph.Cast(chosen, ScalarType.Int64)), graph.Scalar(0L, ScalarType.Int64));
        var places = graph.Same("Max", graph.Same("Sub", count, graph.Scalar(1L, ScalarType.Int64)), graph.Scalar(0L, ScalarType.Int64));
        var values = graph.Node("Gather", self.Type, [graph.Flat(graph.Cast(call.Tensor("value").Value, self.Type)), places], ("axis", 0L));
        return graph.Where(chosen, graph.Reshape(values, [SizeArithmetic.Product(self.Shape)], self.Shape), self.Value);
    }

    private static GraphValue SliceScatter(LoweringCall call)
    {
        var axis = call.Self.Axis(call.Integer("dim"));
        var start = call.OptionalLengths("start")?[0] ?? new FixedSize(0);
        var end = call.OptionalLengths("end")?[0] ?? new FixedSize(long.MaxValue);
        return At(call, positions => call.Graph.Slice(positions, axis, start, end, call.Integer("step")), call.Tensor("src").Value);
    }
}
