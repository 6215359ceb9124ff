using Tfaip.Export.Graphs;
using Tfaip.Torch;
using static TorchSharp.torch;

namespace Tfaip.Export.Lowering;

/// <summary>Functions of one tensor, element by element.</summary>
internal static class Elementwise
{
    public static void Register(LoweringTable table)
    {
        foreach (var (names, operation) in new[]
                 {
                     ("abs absolute", "Abs"), ("neg negative op_UnaryNegation", "Neg"), ("exp", "Exp"), ("log", "Log"),
                     ("sqrt", "Sqrt"), ("reciprocal", "Reciprocal"), ("erf", "Erf"), ("sin", "Sin"), ("cos", "Cos"), ("tan", "Tan"),
                     ("asin arcsin", "Asin"), ("acos arccos", "Acos"), ("atan", "Atan"), ("sinh", "Sinh"), ("cosh", "Cosh"),
                     ("asinh arcsinh", "Asinh"), ("acosh arccosh", "Acosh"), ("atanh arctanh", "Atanh"),
                 })
        {
            table.Methods(names, call => call.Graph.Same(operation, Self(call)));
        }

        table.Methods("sign sgn", call => Sign(call.Graph, Self(call)));
        table.Methods("floor", call => Rounded(call, "Floor"));
        table.Methods("ceil", call => Rounded(call, "Ceil"));
        table.Methods("round", Round);
        table.Methods("deg2rad", call => call.Graph.Times(Self(call), Math.PI / 180));
        table.Methods("rad2deg", call => call.Graph.Times(Self(call), 180 / Math.PI));
        table.Methods("nan_to_num", NanToNum);
        table.Methods("signbit", call => SignBit(call.Graph, call.Self.Value));
        table.Methods("conj conj_physical resolve_conj resolve_neg real get_real", call => call.Self.Value);
        table.Methods("angle", Angle);
        table.Methods("trunc fix", call => TorchTypes.IsFloat(call.ResultType) ? Truncate(call.Graph, Self(call)) : Self(call));
        table.Methods("frac", call => call.Graph.Same("Sub", Self(call), Truncate(call.Graph, Self(call))));
        table.Methods("rsqrt", call => call.Graph.Same("Reciprocal", call.Graph.Same("Sqrt", Self(call))));
        table.Methods("square", call => call.Graph.Same("Mul", Self(call), Self(call)));
        table.Methods("exp2", call => call.Graph.Same("Pow", call.Graph.Scalar(2.0, call.ResultType), Self(call)));
        table.Methods("log2", call => call.Graph.Times(call.Graph.Same("Log", Self(call)), 1 / Math.Log(2)));
        table.Methods("log10", call => call.Graph.Times(call.Graph.Same("Log", Self(call)), 1 / Math.Log(10)));
        table.Methods("log1p", call => call.Graph.Same("Log", call.Graph.Same("Add", Self(call), call.Graph.Scalar(1.0, call.ResultType))));
        table.Methods("expm1", call => call.Graph.Same("Sub", call.Graph.Same("Exp", Self(call)), call.Graph.Scalar(1.0, call.ResultType)));
        table.Methods("erfc", call => call.Graph.Same("Sub", call.Graph.Scalar(1.0, call.ResultType), call.Graph.Same("Erf", Self(call))));
    }

    // ONNX's Sign keeps what is not a number; TorchSharp's is zero there.
    private static GraphValue Sign(GraphBuilder graph, GraphValue value)
    {
        var zero = graph.Scalar(0L, value.Type);
        var (positive, negative) = (graph.Node("Greater", ScalarType.Bool, [value, zero]), graph.Node(
            "Less", ScalarType.Bool, [value, zero]));
        return graph.Same("Sub", graph.Cast(positive, value.Type), graph.Cast(negative, value.Type));
    }

    /// <summary>Whether numbers are negative; minus zero is.</summary>
    public static GraphValue SignBit(GraphBuilder graph, GraphValue value)
    {
        var wide = graph.Cast(value, Arithmetic.Wide(value.Type));
        var zero = graph.Scalar(0L, wide.Type);
        var negative = graph.Test("Less", wide, zero);
        return TorchTypes.IsFloat(value.Type)
            ? graph.Test("Or", negative, graph.Test("Less", graph.Same("Reciprocal", wide), zero))
            : negative;
    }

    private static GraphValue Round(LoweringCall call)
    {
        var decimals = call.OptionalInteger("decimals") ?? 0;
        if (decimals == 0) return Rounded(call, "Round");

        // As TorchSharp rounds: scaled by a whole power of ten, and back.
        var factor = call.Graph.Scalar(Math.Pow(10, Math.Abs(decimals)), call.ResultType);
        var (there, back) = decimals > 0 ? ("Mul", "Div") : ("Div", "Mul");
        return call.Graph.Same(back, call.Graph.Same("Round", call.Graph.Same(there, Self(call), factor)), factor);
    }

    private static GraphValue NanToNum(LoweringCall call)
    {
        var (graph, value) = (call.Graph, call.Self.Value);
        var (nan, high, low) = (call.OptionalReal("nan") ?? 0, call.OptionalReal("posinf"), call.OptionalReal("neginf"));
        if (!TorchTypes.IsFloat(value.Type)) return value;
        var limits = finfo(value.Type);
        GraphValue Number(double number) => graph.Scalar(number, value.Type);
        value = graph.Where(graph.Test("Equal", value, Number(double.PositiveInfinity)), Number(high ?? limits.max), value);
        value = graph.Where(graph.Test("Equal", value, Number(double.NegativeInfinity)), Number(low ?? limits.min), value);
        return graph.Where(graph.Test("IsNaN", call.Self.Value), Number(nan), value);
    }

    // Real numbers lie on one line.
    private static GraphValue Angle(LoweringCall call)
    {
        var (graph, value) = (call.Graph, Self(call));
        GraphValue Number(double number) => graph.Scalar(number, value.Type);
        return graph.Where(
            graph.Test("IsNaN", value), value, graph.Where(graph.Test("Less", value, Number(0)), Number(Math.PI), Number(0)));
    }

    /// <summary>The whole part, towards zero.</summary>
    public static GraphValue Truncate(GraphBuilder graph, GraphValue value) =>
        graph.Same("Mul", graph.Same("Sign", value), graph.Same("Floor", graph.Same("Abs", value)));

    private static GraphValue Self(LoweringCall call) => call.Graph.Cast(call.Self.Value, Arithmetic.Wide(call.ResultType));

    private static GraphValue Rounded(LoweringCall call, string operation) =>
        TorchTypes.IsFloat(call.ResultType) ? call.Graph.Same(operation, Self(call)) : call.Self.Value;
}
