using Tfaip.Export.Graphs;
using Tfaip.Export.Programs;
using Tfaip.Export.Programs.Sizes;
using Tfaip.Torch;
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
        table.Methods("std_mean", call => [call.Graph.Same("Sqrt", Variance(call)), Mean(call)]);
        table.Methods("var_mean", call =>
        {
            // torch.var_mean over all axes gives the deviation; the method of the tensor and the other overloads the variance.
            var deviates = call.Method.DeclaringType == typeof(TorchSharp.torch) && !call.Has("dimensions");
            return [deviates ? call.Graph.Same("Sqrt", Variance(call)) : Variance(call), Mean(call)];
        });
        table.Methods("aminmax", call => [Reduce(call, "ReduceMin"), Reduce(call, "ReduceMax")]);
        table.Methods("count_nonzero", call => call.Graph.Reduce(
            "ReduceSum", call.Graph.Cast(call.Graph.Cast(call.Self.Value, ScalarType.Bool), ScalarType.Int64), Axes(call), keep: false));
        table.Methods("nansum", call => call.Graph.Reduce("ReduceSum", WithoutNan(call, Typed(call)), Axes(call), Keep(call)));
        table.Methods(
            "dist",
            call => Norm(call, call.Real("p"), call.Graph.Same("Sub", Arithmetic.Left(call), Arithmetic.Right(call)), null, keep: false));
        table.Methods("norm", Norm);
        table.Methods(typeof(linalg), "norm", LinearNorm);
        table.Methods(typeof(linalg), "vector_norm", call => Norm(call, call.Real("ord"), call.Self.Value, Axes(call), Keep(call)));
        table.Methods(typeof(linalg), "matrix_norm", call => MatrixNorm(call, Axes(call) ?? [call.Self.Rank - 2L, call.Self.Rank - 1L]));
        table.Methods("normalize", Normalize);
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
        if (call.ResultType != value.Type && call.Self.Type != call.ResultType)
            value = call.Graph.Cast(call.Graph.Cast(call.Self.Value, call.ResultType), value.Type);
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
        var difference = Moments.Centred(graph, value, axes ?? [.. Enumerable.Range(0, call.Self.Rank).Select(axis => (long)axis)]);
        var square = graph.Same("Mul", difference, difference);

        // Tensor.var over all axes divides by one less whatever it is told.
        var unbiased = call.Flag("unbiased")
            || (call.Method.Name == "var" && call.Method.GetParameters().Length == (call.Method.IsStatic ? 2 : 1));
        if (!unbiased) return graph.Reduce("ReduceMean", square, axes, Keep(call));

        var count = SizeArithmetic.Product(axes is null ? call.Self.Shape : axes.Select(axis => call.Self.Shape[(int)axis]));
        var divisor = graph.Number(new SizeSum(count, new FixedSize(-1)) is var less && count is FixedSize { Value: var number }
            ? new FixedSize(number - 1)
            : less, value.Type);
        return graph.Same("Div", graph.Reduce("ReduceSum", square, axes, Keep(call)), divisor);
    }

    private static GraphValue Norm(LoweringCall call) =>
        Norm(call, call.OptionalReal("p") ?? 2, call.Graph.Cast(call.Self.Value, call.ResultType), Axes(call), Keep(call));

    /// <summary>The p-norm over axes; over all where there are none.</summary>
    public static GraphValue Norm(LoweringCall call, double p, GraphValue value, long[]? axes, bool keep)
    {
        var graph = call.Graph;
        switch (p)
        {
            case 1: return graph.Reduce("ReduceL1", value, axes, keep);
            case 2: return graph.Reduce("ReduceL2", value, axes, keep);
            case double.PositiveInfinity: return graph.Reduce("ReduceMax", graph.Same("Abs", value), axes, keep);
            case double.NegativeInfinity: return graph.Reduce("ReduceMin", graph.Same("Abs", value), axes, keep);
            case 0: return graph.Reduce("ReduceSum", graph.Cast(graph.Cast(value, ScalarType.Bool), value.Type), axes, keep);
            default:
                var powers = graph.Reduce(
                    "ReduceSum", graph.Same("Pow", graph.Same("Abs", value), graph.Scalar(p, value.Type)), axes, keep);
                return graph.Same("Pow", powers, graph.Scalar(1 / p, value.Type));
        }
    }

    // Of one axis the norm of vectors, of two that of matrices; without an order, of all as one vector.
    private static GraphValue LinearNorm(LoweringCall call)
    {
        var axes = Axes(call);
        if (!call.Has("ord")) return Norm(call, 2, call.Self.Value, axes, Keep(call));
        if (call.Find("ord") is ConstantArgument { Value: string } || (axes?.Length ?? call.Self.Rank) == 2)
            return MatrixNorm(call, axes ?? [0, 1]);
        return Norm(call, call.Real("ord"), call.Self.Value, axes ?? [0], Keep(call));
    }

    private static GraphValue MatrixNorm(LoweringCall call, long[] axes)
    {
        var (graph, keep) = (call.Graph, Keep(call));
        if (call.Find("ord") is null or ConstantArgument { Value: "fro" }) return Norm(call, 2, call.Self.Value, axes, keep);
        var order = call.Find("ord") is ConstantArgument { Value: string } ? double.NaN : call.Real("ord");
        if (Math.Abs(order) is not (1 or double.PositiveInfinity))
        {
            throw call.Refuse(
                "the nuclear norm and those of order 2 and -2 need singular values, which ONNX has no operator for",
                "Use the Frobenius norm, or order 1 or infinity.");
        }

        // The largest or smallest of the sums of columns (1) or rows (infinity).
        var (summed, compared) = double.IsInfinity(order) ? (axes[1], axes[0]) : (axes[0], axes[1]);
        var sums = graph.Reduce("ReduceL1", call.Self.Value, [summed], keep: true);
        var norm = graph.Reduce(order > 0 ? "ReduceMax" : "ReduceMin", sums, [compared], keep: true);
        return keep ? norm : graph.Squeeze(norm, axes);
    }

    private static GraphValue Mean(LoweringCall call) => call.Graph.Reduce("ReduceMean", Typed(call), Axes(call), Keep(call));

    private static GraphValue WithoutNan(LoweringCall call, GraphValue value) => TorchTypes.IsFloat(value.Type)
        ? call.Graph.Where(call.Graph.Test("IsNaN", value), call.Graph.Scalar(0.0, value.Type), value)
        : value;

    private static GraphValue Normalize(LoweringCall call)
    {
        var norm = Norm(call, call.Real("p"), call.Self.Value, [call.Self.Axis(call.Integer("dim"))], keep: true);
        return call.Graph.Same("Div", call.Self.Value, call.Graph.Same("Max", norm, call.Number(call.Self.Type, "eps")));
    }
}
