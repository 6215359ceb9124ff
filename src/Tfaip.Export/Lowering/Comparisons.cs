using Tfaip.Export.Graphs;
using static TorchSharp.torch;

namespace Tfaip.Export.Lowering;

/// <summary>Comparisons, and logic on truth values and bits.</summary>
internal static class Comparisons
{
    public static void Register(LoweringTable table)
    {
        table.Methods("eq op_Equality", call => Compare(call, "Equal"));
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
        table.Methods("bitwise_not op_OnesComplement", call => call.Graph.Same(call.ResultType == ScalarType.Bool ? "Not" : "BitwiseNot", call.Self.Value));
        table.Methods("isnan", call => call.Graph.Node("IsNaN", ScalarType.Bool, [Floating(call)]));
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
        operation, ScalarType.Bool, [call.Graph.Cast(call.Self.Value, ScalarType.Bool), call.Value(ScalarType.Bool, "other", "right", "target")]);

    private static GraphValue Bits(LoweringCall call, string truth, string bits)
    {
        var type = call.ResultType;
        var operation = type == ScalarType.Bool ? truth : bits;
        return call.Graph.Node(operation, type, [call.Graph.Cast(call.Self.Value, type), call.Value(type, "other", "right", "target")]);
    }

    private static GraphValue Floating(LoweringCall call) => OnnxTypes.IsFloat(call.Self.Type)
        ? call.Self.Value
        : call.Graph.Cast(call.Self.Value, ScalarType.Float32);
}
