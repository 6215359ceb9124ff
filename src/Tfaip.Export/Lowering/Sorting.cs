using Tfaip.Export.Graphs;
using Tfaip.Export.Programs;
using Tfaip.Export.Programs.Sizes;
using Tfaip.Torch;
using static TorchSharp.torch;
using Size = Tfaip.Export.Programs.Sizes.Size;

namespace Tfaip.Export.Lowering;

/// <summary>Orders along an axis and what is read off them. Equal elements keep their order.</summary>
internal static class Sorting
{
    public static void Register(LoweringTable table)
    {
        table.Methods("topk", TopK);
        table.Methods("sort", call =>
        {
            call.Find("stable");
            return Sorted(call, call.Integer("dim"), call.Flag("descending"));
        });
        table.Methods("argsort", call => Sorted(call, call.Integer("dim"), call.Flag("descending"))[1]);
        table.Methods("msort", call => Sorted(call, 0, descending: false)[0]);
        table.Methods("kthvalue", KthValue);
        table.Methods("median", Median);
        table.Methods("quantile", Quantile);
        table.Methods("histc", Histogram);
        table.Methods("searchsorted", call => Search(call, call.Tensor("sorted_sequence"), "values"));
        table.Methods("bucketize", call => Search(call, call.Tensor("boundaries"), null));
    }

    private static IReadOnlyList<GraphValue> TopK(LoweringCall call)
    {
        if (call.Self.Rank == 0) return [call.Self.Value, call.Graph.Scalar(0L, ScalarType.Int64)];
        call.Find("sorted");
        return Top(call.Graph, Wide(call), call.Length("k"), call.Self.Axis(call.Integer("dim")), call.Flag("largest"));
    }

    private static IReadOnlyList<GraphValue> Sorted(LoweringCall call, long dimension, bool descending)
    {
        if (call.Self.Rank == 0) return [call.Self.Value, call.Graph.Scalar(0L, ScalarType.Int64)];
        var axis = call.Self.Axis(dimension);
        return Top(call.Graph, Wide(call), call.Self.Shape[(int)axis], axis, descending);
    }

    private static GraphValue[] KthValue(LoweringCall call)
    {
        if (call.Method.GetParameters().Length == 4 && !call.Method.IsStatic)
            throw call.Refuse("it takes two tensors and uses the one", "Use torch.kthvalue(input, k, dim).");
        var (graph, axis, k) = (call.Graph, call.Self.Axis(call.OptionalInteger("dim") ?? -1), call.Length("k"));
        var lowest = Top(graph, Wide(call), k, axis, largest: false);
        var keep = call.Flag("keepdim");
        return [.. lowest.Select(value => graph.Slice(value, axis, new FixedSize(-1), new FixedSize(long.MaxValue)))
            .Select(value => keep ? value : graph.Squeeze(value, axis))];
    }

    // Of an even number of elements the lower one of the two in the middle.
    private static GraphValue Median(LoweringCall call)
    {
        var graph = call.Graph;
        var count = SizeArithmetic.Product(call.Self.Shape);
        var middle = new SizeFloorDivision(new SizeSum(count, new FixedSize(1)), new FixedSize(2));
        var lower = Top(graph, graph.Reshape(Wide(call), call.Self.Shape, [count]), middle, 0, largest: false)[0];
        var median = graph.Squeeze(graph.Slice(lower, 0, new FixedSize(-1), new FixedSize(long.MaxValue)), 0);
        if (!graph.ExactNan || !TorchTypes.IsFloat(call.Self.Type)) return median;

        // One that is not a number is enough, wherever it lies in the order.
        var any = graph.Test("IsNaN", graph.Reduce("ReduceMax", call.Self.Value, null, keep: false));
        return graph.Where(any, graph.Scalar(double.NaN, median.Type), median);
    }

    // Between the two neighbours by the part of the way.
    private static GraphValue Quantile(LoweringCall call)
    {
        var (graph, q, type) = (call.Graph, call.Tensor("q"), call.ResultType);
        if (q.Rank > 1) throw call.Refuse("its q has more than one axis");
        var (rank, axis) = (call.Self.Rank, call.Self.Axis(call.Integer("dim")));
        var length = call.Self.Shape[(int)axis];
        var sorted = graph.MoveAxis(Top(graph, call.Self.Value, length, axis, largest: false)[0], rank, axis, rank - 1);
        var place = graph.Same("Mul", q.Value, graph.Number(new SizeSum(length, new FixedSize(-1)), type));
        var (below, above) = (graph.Same("Floor", place), graph.Same("Ceil", place));
        GraphValue At(GraphValue position) =>
            graph.Node("Gather", type, [sorted, graph.Cast(position, ScalarType.Int64)], ("axis", rank - 1L));
        var low = At(below);
        var value = graph.Same("Add", low, graph.Same("Mul", graph.Same("Sub", At(above), low), graph.Same("Sub", place, below)));
        if (q.Rank == 1) value = graph.MoveAxis(value, rank, rank - 1, 0);
        return call.Flag("keepdim") ? graph.Unsqueeze(value, axis + q.Rank) : value;
    }

    // How many elements are in each of the equal parts between two bounds; the upper bound is in the last.
    private static GraphValue Histogram(LoweringCall call)
    {
        var (graph, type, bins) = (call.Graph, call.Self.Type, call.Integer("bins"));
        var value = graph.Flat(call.Self.Value);
        var (low, high) = (call.Integer("min"), call.Integer("max"));
        var fromData = low == 0 && high == 0;
        var start = fromData ? graph.Reduce("ReduceMin", value, null, keep: false) : graph.Scalar((double)low, type);
        var end = fromData ? graph.Reduce("ReduceMax", value, null, keep: false) : graph.Scalar((double)high, type);
        var part = graph.Times(graph.Same("Div", graph.Same("Sub", value, start), graph.Same("Sub", end, start)), bins);
        var index = graph.Same("Min", graph.Same("Floor", part), graph.Scalar(bins - 1.0, type));
        var inside = graph.Test("And", graph.Test("GreaterOrEqual", value, start), graph.Test("LessOrEqual", value, end));
        var isIn = graph.Test("Equal", graph.Unsqueeze(graph.Cast(index, ScalarType.Int64), 1), graph.Range(new FixedSize(bins)));
        return graph.Reduce("ReduceSum", graph.Cast(graph.Test("And", isIn, graph.Unsqueeze(inside, 1)), type), [0], keep: false);
    }

    // As many elements as are lower, or not higher.
    private static GraphValue Search(LoweringCall call, Operand sequence, string? values)
    {
        var graph = call.Graph;
        if (call.Has("sorter") && call.OptionalTensor("sorter") is not null)
            throw call.Refuse("it is given a sorter", "Sort the sequence with gather before.");
        call.Find("out_int32", "outInt32");
        var sought = values is null ? call.Self
            : call.Find(values) is TensorArgument tensor ? call.OperandOf(tensor.Value)
            : new Operand(call.Number(ScalarType.Float64, values), []);
        var type = Arithmetic.Wide(promote_types(sequence.Type, sought.Type));
        var elements = graph.Cast(sequence.Value, type);
        if (sequence.Rank > 1) elements = graph.Unsqueeze(elements, sequence.Rank - 1);
        var target = graph.Unsqueeze(graph.Cast(sought.Value, type), sought.Rank);
        var before = graph.Test(call.Flag("right") ? "LessOrEqual" : "Less", elements, target);
        return graph.Reduce("ReduceSum", graph.Cast(before, ScalarType.Int64), [-1], keep: false);
    }

    private static GraphValue Wide(LoweringCall call) => call.Graph.Cast(call.Self.Value, Arithmetic.Wide(call.Self.Type));

    private static IReadOnlyList<GraphValue> Top(GraphBuilder graph, GraphValue value, Size count, long axis, bool largest) =>
        graph.NodeOutputs(
            "TopK",
            [value.Type, ScalarType.Int64],
            [value, graph.Length(count)],
            ("axis", axis),
            ("largest", largest ? 1L : 0L),
            ("sorted", 1L));
}
