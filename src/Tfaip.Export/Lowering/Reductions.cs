using Tfaip.Export.Graphs;
using Tfaip.Export.Tracing;
using static TorchSharp.torch;

namespace Tfaip.Export.Lowering;

/// <summary>Sums, means, extremes and the like, over some axes or all.</summary>
internal static class Reductions
{
    public static void Register(LoweringTable table)
    {
        table.Methods("sum", call => Reduce(call, "ReduceSum"));
        table.Methods("mean", call => Reduce(call, "ReduceMean"));
        table.Methods("prod", call => Reduce(call, "ReduceProd"));
        table.Methods("logsumexp", call => Reduce(call, "ReduceLogSumExp"));
        table.Methods("amax", call => Reduce(call, "ReduceMax"));
        table.Methods("amin", call => Reduce(call, "ReduceMin"));
        table.Methods("max", call => Extreme(call, "ReduceMax", "ArgMax", "Max"));
        table.Methods("min", call => Extreme(call, "ReduceMin", "ArgMin", "Min"));
        table.Methods("argmax", call => ArgExtreme(call, "ArgMax"));
        table.Methods("argmin", call => ArgExtreme(call, "ArgMin"));
        table.Methods("any", call => Truth(call, "ReduceMax"));
        table.Methods("all", call => Truth(call, "ReduceMin"));
        table.Methods("var", Variance);
        table.Methods("std", call => call.Graph.Same("Sqrt", Variance(call)));
        table.Methods("norm", Norm);
        table.Methods("normalize", Normalize);
        table.Methods("cumsum", call => call.Graph.Same("CumSum", Typed(call), call.Graph.Scalar(call.Self.Axis(call.Integer("dim")), ScalarType.Int64)));
    }

    /// <summary>The axes that the call names, counted from the front; null for all.</summary>
    private static long[]? Axes(LoweringCall call)
    {
        var axes = call.Has("dim0")
            ? new[] { call.OptionalInteger("dim0"), call.OptionalInteger("dim1"), call.OptionalInteger("dim2") }.OfType<long>().ToArray()
            : call.OptionalIntegers("dim", "dims", "dimensions", "dimension");
        return axes is null or { Length: 0 } || call.Self.Rank == 0 ? null : [.. axes.Select(call.Self.Axis)];
    }

    private static bool Keep(LoweringCall call) => call.Flag("keepdim");

    // A type that is given is the type to convert to before.
    private static GraphValue Typed(LoweringCall call)
    {
        call.Find("type", "dtype");
        return call.Graph.Cast(call.Self.Value, Arithmetic.Wide(call.ResultType));
    }

    private static GraphValue Reduce(LoweringCall call, string operation)
    {
        var value = Typed(call);

        // A type with fewer values than that of the sum is converted to first, then summed with its overflow.
        if (call.ResultType != value.Type && call.Self.Type != call.ResultType) value = call.Graph.Cast(call.Graph.Cast(call.Self.Value, call.ResultType), value.Type);
        return call.Graph.Reduce(operation, value, Axes(call), Keep(call));
    }

    private static IReadOnlyList<GraphValue?> Extreme(LoweringCall call, string operation, string index, string binary)
    {
        if (call.Has("other")) return [Arithmetic.Binary(call, binary)];
        var value = call.Graph.Cast(call.Self.Value, Arithmetic.Wide(call.Self.Type));
        if (call.Results.Count == 1) return [call.Graph.Reduce(operation, value, null, keep: false)];
        var axis = call.Self.Axis(call.Integer("dim"));
        return [call.Graph.Reduce(operation, value, [axis], Keep(call)), ArgExtreme(call, index, value, axis)];
    }

    private static GraphValue ArgExtreme(LoweringCall call, string operation)
    {
        var value = call.Graph.Cast(call.Self.Value, Arithmetic.Wide(call.Self.Type));
        if (call.OptionalInteger("dim") is { } dimension) return ArgExtreme(call, operation, value, call.Self.Axis(dimension));
        var flat = call.Graph.Reshape(value, call.Self.Shape, [SizeArithmetic.Product(call.Self.Shape)]);
        return call.Graph.Node(operation, ScalarType.Int64, [flat], ("axis", 0L), ("keepdims", 0L));
    }

    private static GraphValue ArgExtreme(LoweringCall call, string operation, GraphValue value, long axis) =>
        call.Graph.Node(operation, ScalarType.Int64, [value], ("axis", axis), ("keepdims", Keep(call) ? 1L : 0L));

    private static GraphValue Truth(LoweringCall call, string operation)
    {
        var truth = call.Graph.Cast(call.Graph.Cast(call.Self.Value, ScalarType.Bool), ScalarType.Int32);
        return call.Graph.Reduce(operation, truth, Axes(call), Keep(call));
    }

    private static GraphValue Variance(LoweringCall call)
    {
        var (graph, value, axes) = (call.Graph, Typed(call), Axes(call));
        var difference = graph.Same("Sub", value, graph.Reduce("ReduceMean", value, axes, keep: true));
        var square = graph.Same("Mul", difference, difference);
        if (!call.Flag("unbiased")) return graph.Reduce("ReduceMean", square, axes, Keep(call));

        var count = SizeArithmetic.Product(axes is null ? call.Self.Shape : axes.Select(axis => call.Self.Shape[(int)axis]));
        var divisor = graph.Number(new SizeSum(count, new FixedSize(-1)) is var less && count is FixedSize { Value: var number } ? new FixedSize(number - 1) : less, value.Type);
        return graph.Same("Div", graph.Reduce("ReduceSum", square, axes, Keep(call)), divisor);
    }

    private static GraphValue Norm(LoweringCall call) => Norm(call, call.OptionalReal("p") ?? 2, call.Self.Value, Axes(call), Keep(call));

    private static GraphValue Norm(LoweringCall call, double p, GraphValue value, long[]? axes, bool keep) => p switch
    {
        1 => call.Graph.Reduce("ReduceL1", value, axes, keep),
        2 => call.Graph.Reduce("ReduceL2", value, axes, keep),
        double.PositiveInfinity => call.Graph.Reduce("ReduceMax", call.Graph.Same("Abs", value), axes, keep),
        _ => throw call.Refuse(FormattableString.Invariant($"there is no operator for the norm with p = {p}"), "Use p = 1, 2 or infinity."),
    };

    private static GraphValue Normalize(LoweringCall call)
    {
        var norm = Norm(call, call.Real("p"), call.Self.Value, [call.Self.Axis(call.Integer("dim"))], keep: true);
        return call.Graph.Same("Div", call.Self.Value, call.Graph.Same("Max", norm, call.Number(call.Self.Type, "eps")));
    }
}
