using Tfaip.Export.Graphs;
using Tfaip.Export.Programs.Sizes;
using static TorchSharp.torch;
using Size = Tfaip.Export.Programs.Sizes.Size;

namespace Tfaip.Export.Lowering;

/// <summary>
/// Poolings to a number of windows, whatever the size of the input. Where the windows are equal they are ordinary poolings;
/// otherwise window o of O covers the positions from floor(o·I/O) to ceil((o+1)·I/O) of I, axis by axis: the mean is a product
/// with a matrix, the maximum one over masked copies.
/// </summary>
internal static class AdaptivePooling
{
    /// <summary>Means.</summary>
    public static GraphValue Average(LoweringCall call, int axes, long[] sizes)
    {
        if (Simple(call, axes, sizes, "AveragePool", "ReduceMean") is { } simple) return simple;
        var (graph, self) = (call.Graph, call.Self);
        var value = self.Value;
        foreach (var (axis, length) in Axes(call, axes, sizes))
        {
            var windows = graph.Cast(Windows(graph, self.Shape[axis], length), value.Type);
            var weights = graph.Same("Div", windows, graph.Reduce("ReduceSum", windows, [1], keep: true));
            value = Along(graph, value, self.Rank, axis, moved => graph.Same("MatMul", moved, graph.Transpose(weights, 1, 0)));
        }

        return value;
    }

    /// <summary>Maxima.</summary>
    public static GraphValue Maximum(LoweringCall call, int axes, long[] sizes) =>
        Simple(call, axes, sizes, "MaxPool", "ReduceMax") ?? MaximumWithIndices(call, axes, sizes)[0];

    /// <summary>Maxima and their positions in the plane, the first of equal ones.</summary>
    public static GraphValue[] MaximumWithIndices(LoweringCall call, int axes, long[] sizes)
    {
        var (graph, self) = (call.Graph, call.Self);
        var (value, places) = (self.Value, default(GraphValue));
        var stride = (Size)new FixedSize(1);
        foreach (var (axis, length) in Axes(call, axes, sizes).Reverse())
        {
            // [..., 1, I] against the windows [O, I].
            var windows = Windows(graph, self.Shape[axis], length);
            GraphValue Spread(GraphValue moved) => graph.Unsqueeze(graph.MoveAxis(moved, self.Rank, axis, self.Rank - 1), self.Rank - 1);
            GraphValue Back(GraphValue reduced) => graph.MoveAxis(reduced, self.Rank, self.Rank - 1, axis);
            var masked = graph.Where(windows, Spread(value), graph.Scalar(double.NegativeInfinity, value.Type));
            var first = graph.Node("ArgMax", ScalarType.Int64, [masked], ("axis", (long)self.Rank), ("keepdims", 1L));
            value = Back(graph.Reduce("ReduceMax", masked, [self.Rank], keep: false));

            // The place along this axis, and that which was found along the later ones.
            var own = graph.Same("Mul", graph.Squeeze(first, self.Rank), graph.Number(stride, ScalarType.Int64));
            if (places is not null)
            {
                var earlier = graph.Same("Expand", Spread(places), graph.Node("Shape", ScalarType.Int64, [masked]));
                own = graph.Same(
                    "Add",
                    own,
                    graph.Squeeze(graph.Node("GatherElements", ScalarType.Int64, [earlier, first], ("axis", (long)self.Rank)), self.Rank));
            }

            places = Back(own);
            stride = SizeArithmetic.Product([stride, self.Shape[axis]]);
        }

        return [value, places!];
    }

    // One number stands for all axes; what is not positive, for an axis that stays.
    private static IReadOnlyList<(int Axis, Size Length)> Axes(LoweringCall call, int axes, long[] sizes)
    {
        var first = call.Self.Rank - axes;
        return [.. Convolutions.PerAxis(sizes, axes, 1)
            .Select((length, i) => (first + i, length > 0 ? new FixedSize(length) : call.Self.Shape[first + i]))];
    }

    private static GraphValue? Simple(LoweringCall call, int axes, long[] sizes, string pool, string reduce)
    {
        var windows = Axes(call, axes, sizes);
        if (windows.All(window => window.Length == new FixedSize(1)))
        {
            return call.Graph.Reduce(reduce, call.Self.Value, [.. windows.Select(window => (long)window.Axis)], keep: true);
        }

        var lengths = new long[axes];
        for (var i = 0; i < axes; i++)
        {
            var (size, length) = (call.Self.Shape[windows[i].Axis], windows[i].Length);
            if (size == length) lengths[i] = 1;
            else if ((size, length) is (FixedSize { Value: var known }, FixedSize { Value: var count }) && known % count == 0)
                lengths[i] = known / count;
            else return null;
        }

        if (Array.TrueForAll(lengths, length => length == 1)) return call.Self.Value;
        return Convolutions.Batched(call, axes, value => call.Graph.Node(
            pool, value.Type, [value], PoolingWindow.Of(axes, lengths, null, null, null, false).Attributes));
    }

    // Which positions are in which window.
    private static GraphValue Windows(GraphBuilder graph, Size size, Size count)
    {
        GraphValue Number(Size number) => graph.Number(number, ScalarType.Int64);
        var positions = graph.Range(size);
        var windows = graph.Unsqueeze(graph.Range(count), 1);
        var start = graph.Same("Div", graph.Same("Mul", windows, Number(size)), Number(count));
        var next = graph.Same("Mul", graph.Same("Add", windows, Number(new FixedSize(1))), Number(size));
        var end = graph.Same("Div", graph.Same("Add", next, Number(SizeArithmetic.Sum([count, new FixedSize(-1)]))), Number(count));
        return graph.Test("And", graph.Test("GreaterOrEqual", positions, start), graph.Test("Less", positions, end));
    }

    private static GraphValue Along(GraphBuilder graph, GraphValue value, int rank, int axis, Func<GraphValue, GraphValue> operation) =>
        graph.MoveAxis(operation(graph.MoveAxis(value, rank, axis, rank - 1)), rank, rank - 1, axis);
}
