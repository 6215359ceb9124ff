using Tfaip.Export.Graphs;
using Tfaip.Torch;
using static TorchSharp.torch;

namespace Tfaip.Export.Lowering;

/// <summary>Comparisons, and logic on truth values and bits.</summary>
internal static class Comparisons
{
    public static void Register(LoweringTable table)
    {
        table.Methods("eq equal op_Equality", call => Compare(call, "Equal"));
        table.Methods("ne not_equal op_Inequality", call => Not(call.Graph, Compare(call, "Equal")));
        table.Methods("lt less op_LessThan", call => Compare(call, "Less"));
        table.Methods("le less_equal op_LessThanOrEqual", call => Compare(call, "LessOrEqual"));
        table.Methods("gt greater op_GreaterThan", call => Compare(call, "Greater"));
        table.Methods("ge greater_equal op_GreaterThanOrEqual", call => Compare(call, "GreaterOrEqual"));
        table.Methods("logical_and", call => Logic(call, "And"));
        table.Methods("logical_or", call => Logic(call, "Or"));
        table.Methods("logical_xor", call => Logic(call, "Xor"));
        table.Methods("logical_not", call => Not(call.Graph, call.Graph.Cast(call.Self.Value, ScalarType.Bool)));
        table.Methods("bitwise_and op_BitwiseAnd", call => Bits(call, "And", "BitwiseAnd"));
        table.Methods("bitwise_or op_BitwiseOr", call => Bits(call, "Or", "BitwiseOr"));
        table.Methods("bitwise_xor op_ExclusiveOr", call => Bits(call, "Xor", "BitwiseXor"));
        table.Methods(
            "bitwise_not op_OnesComplement",
            call => call.Graph.Same(call.ResultType == ScalarType.Bool ? "Not" : "BitwiseNot", call.Self.Value));
        table.Methods("isnan", call => call.Graph.Node("IsNaN", ScalarType.Bool, [Floating(call)]));
        table.Methods(
            "isposinf", call => call.Graph.Test("Equal", Floating(call), call.Graph.Scalar(double.PositiveInfinity, Floating(call).Type)));
        table.Methods(
            "isneginf", call => call.Graph.Test("Equal", Floating(call), call.Graph.Scalar(double.NegativeInfinity, Floating(call).Type)));
        table.Methods("isfinite", call => call.Graph.Test(
            "Less", call.Graph.Same("Abs", Floating(call)), call.Graph.Scalar(double.PositiveInfinity, Floating(call).Type)));
        table.Methods("isreal", call => call.Graph.Expand(call.Graph.Scalar(true, ScalarType.Bool), [], call.Self.Shape));
        table.Methods("isclose", IsClose);
        table.Methods("isin", IsIn);
        table.Methods("bitwise_left_shift", call => Shift(call, left: true));
        table.Methods("bitwise_right_shift", call => Shift(call, left: false));
        table.Methods("isinf", call => call.Graph.Node("IsInf", ScalarType.Bool, [Floating(call)]));
    }

    /// <summary>The opposite of truth values.</summary>
    public static GraphValue Not(GraphBuilder graph, GraphValue value) => graph.Node("Not", ScalarType.Bool, [value]);

    private static GraphValue Compare(LoweringCall call, string operation)
    {
        var type = Arithmetic.Wide(call.PromotedType());
        var left = call.HasSelf ? call.Graph.Cast(call.Self.Value, type) : call.Value(type, "left");
        return call.Graph.Node(operation, ScalarType.Bool, [left, call.Value(type, "target", "right", "other")]);
    }

    private static GraphValue Logic(LoweringCall call, string operation) => call.Graph.Node(
        operation,
        ScalarType.Bool,
        [call.Graph.Cast(call.Self.Value, ScalarType.Bool), call.Value(ScalarType.Bool, "other", "right", "target")]);

    private static GraphValue Bits(LoweringCall call, string truth, string bits)
    {
        var type = call.ResultType;
        var operation = type == ScalarType.Bool ? truth : bits;
        return call.Graph.Node(operation, type, [call.Graph.Cast(call.Self.Value, type), call.Value(type, "other", "right", "target")]);
    }

    private static GraphValue IsClose(LoweringCall call)
    {
        var (graph, type) = (call.Graph, TorchTypes.IsFloat(call.PromotedType()) ? call.PromotedType() : ScalarType.Float64);
        var (one, other) = (graph.Cast(call.Self.Value, type), call.Value(type, "other"));
        var allowed = graph.Plus(graph.Times(graph.Same("Abs", other), call.Real("rtol")), call.Real("atol"));
        var near = graph.Test("LessOrEqual", graph.Same("Abs", graph.Same("Sub", one, other)), allowed);
        near = graph.Test("And", near, graph.Test("Less", allowed, graph.Scalar(double.PositiveInfinity, type)));
        var close = graph.Test("Or", graph.Test("Equal", one, other), near);
        return call.Flag("nanEqual")
            ? graph.Test("Or", close, graph.Test("And", graph.Test("IsNaN", one), graph.Test("IsNaN", other)))
            : close;
    }

    private static GraphValue IsIn(LoweringCall call)
    {
        var (graph, type) = (call.Graph, Arithmetic.Wide(call.PromotedType()));
        call.Find("assumeUnique");
        var elements = graph.Flat(graph.Cast(call.Tensor("test_elements").Value, type));
        var equal = graph.Test("Equal", graph.Unsqueeze(graph.Cast(call.Self.Value, type), call.Self.Rank), elements);
        var found = graph.Cast(
            graph.Reduce("ReduceMax", graph.Cast(equal, ScalarType.Int32), [call.Self.Rank], keep: false), ScalarType.Bool);
        return call.Flag("invert") ? Not(graph, found) : found;
    }

    // Times or divided by a power of two; ONNX shifts only what has no sign.
    private static GraphValue Shift(LoweringCall call, bool left)
    {
        var (graph, type) = (call.Graph, ScalarType.Int64);
        var power = graph.Same("Pow", graph.Scalar(2L, type), Arithmetic.Right(call, type));
        return left
            ? graph.Same("Mul", Arithmetic.Left(call, type), power)
            : Arithmetic.FloorQuotient(call, Arithmetic.Left(call, type), power);
    }

    private static GraphValue Floating(LoweringCall call) => TorchTypes.IsFloat(call.Self.Type)
        ? call.Self.Value
        : call.Graph.Cast(call.Self.Value, ScalarType.Float32);
}
