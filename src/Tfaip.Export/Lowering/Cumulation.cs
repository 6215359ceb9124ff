using Tfaip.Export.Graphs;
using Tfaip.Export.Programs.Sizes;
using Tfaip.Torch;
using static TorchSharp.torch;

namespace Tfaip.Export.Lowering;

/// <summary>
/// What runs along an axis: sums, products and extremes so far, differences, integrals. ONNX has the sum; the others look at all
/// pairs of positions, and take room by the square of the axis.
/// </summary>
internal static class Cumulation
{
    public static void Register(LoweringTable table)
    {
        table.Methods(
            "cumsum",
            call => call.Graph.Same("CumSum", Typed(call), call.Graph.Scalar(call.Self.Axis(call.Integer("dim")), ScalarType.Int64)));
        table.Methods("cumprod", call => SoFar(call, Typed(call), "ReduceProd", 1));
        table.Methods("logcumsumexp", call => SoFar(call, call.Self.Value, "ReduceLogSumExp", double.NegativeInfinity));
        table.Methods("cummax", call => Extremes(call, "ReduceMax"));
        table.Methods("cummin", call => Extremes(call, "ReduceMin"));
        table.Methods("diff", Difference);
        table.Methods("trapezoid trapz", call => call.Graph.Reduce("ReduceSum", Trapezia(call, out var axis), [axis], keep: false));
        table.Methods(
            "cumulative_trapezoid",
            call => call.Graph.Same("CumSum", Trapezia(call, out var axis), call.Graph.Scalar(axis, ScalarType.Int64)));
    }

    // A type that is given is the type to convert to before.
    private static GraphValue Typed(LoweringCall call)
    {
        call.Find("type", "dtype");
        return call.Graph.Cast(call.Self.Value, Arithmetic.Wide(call.ResultType));
    }

    private static GraphValue SoFar(LoweringCall call, GraphValue value, string reduce, double neutral)
    {
        if (call.Self.Rank == 0) return value;
        var (graph, axis) = (call.Graph, call.Self.Axis(call.Integer("dim")));
        var fill = TorchTypes.IsFloat(value.Type) ? graph.Scalar(neutral, value.Type) : graph.Scalar((long)neutral, value.Type);
        var pairs = graph.Where(Earlier(call, axis), Rows(call, value, axis), fill);
        return graph.MoveAxis(graph.Reduce(reduce, pairs, [call.Self.Rank], keep: false), call.Self.Rank, call.Self.Rank - 1, axis);
    }

    // The last position that has the extreme is its place.
    private static GraphValue[] Extremes(LoweringCall call, string reduce)
    {
        var (graph, rank, axis) = (call.Graph, call.Self.Rank, call.Self.Axis(call.Integer("dim")));
        var value = graph.Cast(call.Self.Value, Arithmetic.Wide(call.Self.Type));
        if (rank == 0) return [value, graph.Scalar(0L, ScalarType.Int64)];

        var (earlier, rows) = (Earlier(call, axis), Rows(call, value, axis));
        var self = graph.Unsqueeze(graph.MoveAxis(value, rank, axis, rank - 1), rank);
        var extremes = graph.Reduce(reduce, graph.Where(earlier, rows, self), [rank], keep: true);
        var equal = graph.Test("Equal", rows, extremes);
        if (graph.ExactNan && TorchTypes.IsFloat(value.Type))
            equal = graph.Test("Or", equal, graph.Test("And", graph.Test("IsNaN", rows), graph.Test("IsNaN", extremes)));
        var places = graph.Where(
            graph.Test("And", earlier, equal), graph.Range(call.Self.Shape[(int)axis]), graph.Scalar(-1L, ScalarType.Int64));
        return
        [
            graph.MoveAxis(graph.Squeeze(extremes, rank), rank, rank - 1, axis),
            graph.MoveAxis(graph.Reduce("ReduceMax", places, [rank], keep: false), rank, rank - 1, axis),
        ];
    }

    // [..., n] as [..., 1, n], against which [n, n] says for each position which ones are not after it.
    private static GraphValue Rows(LoweringCall call, GraphValue value, long axis) =>
        call.Graph.Unsqueeze(call.Graph.MoveAxis(value, call.Self.Rank, axis, call.Self.Rank - 1), call.Self.Rank - 1);

    private static GraphValue Earlier(LoweringCall call, long axis)
    {
        var positions = call.Graph.Range(call.Self.Shape[(int)axis]);
        return call.Graph.Test("LessOrEqual", positions, call.Graph.Unsqueeze(positions, 1));
    }

    private static GraphValue Difference(LoweringCall call)
    {
        var (graph, axis) = (call.Graph, call.Self.Axis(call.Integer("dim")));
        var value = graph.Concat(
            [.. new[] { call.OptionalTensor("prepend"), call.Self, call.OptionalTensor("append") }.OfType<Operand>()
                .Select(part => graph.Cast(part.Value, call.ResultType))], axis);
        for (var n = call.OptionalInteger("n") ?? 1; n > 0; n--)
        {
            var (before, after) = Neighbours(graph, value, axis);
            value = call.ResultType == ScalarType.Bool ? graph.Test("Xor", before, after)
                : graph.Cast(
                    graph.Same("Sub", graph.Cast(after, Arithmetic.Wide(value.Type)), graph.Cast(before, Arithmetic.Wide(value.Type))),
                    value.Type);
        }

        return value;
    }

    private static GraphValue Trapezia(LoweringCall call, out long axis)
    {
        var (graph, type) = (call.Graph, call.ResultType);
        axis = call.Self.Axis(call.Integer("dim"));
        var (before, after) = Neighbours(graph, graph.Cast(call.Self.Value, type), axis);
        var sum = graph.Times(graph.Same("Add", before, after), 0.5);
        if (call.OptionalTensor("x") is not { } x) return graph.Times(sum, call.OptionalReal("dx") ?? 1);

        // Places for one axis lie along that axis; those of the same rank along theirs.
        var places = graph.Cast(x.Value, type);
        if (x.Rank == 1) places = graph.Unsqueeze(places, [.. Enumerable.Range(1, call.Self.Rank - 1 - (int)axis).Select(i => (long)i)]);
        var (left, right) = Neighbours(graph, places, x.Rank == 1 ? 0 : axis);
        return graph.Same("Mul", sum, graph.Same("Sub", right, left));
    }

    private static (GraphValue Before, GraphValue After) Neighbours(GraphBuilder graph, GraphValue value, long axis) =>
        (graph.Slice(value, axis, new FixedSize(0), new FixedSize(-1)), graph.Slice(
            value, axis, new FixedSize(1), new FixedSize(long.MaxValue)));
}
