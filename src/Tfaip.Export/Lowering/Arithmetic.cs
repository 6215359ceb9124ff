using Tfaip.Export.Graphs;
using Tfaip.Torch;
using static TorchSharp.torch;

namespace Tfaip.Export.Lowering;

/// <summary>Sums, products, quotients, powers and bounds, of tensors with tensors or numbers.</summary>
internal static class Arithmetic
{
    private static readonly string[] Second = ["target", "right", "other", "scalar", "exponent", "y", "values", "divisor"];

    public static void Register(LoweringTable table)
    {
        table.Methods("add op_Addition", call => Sum(call, "Add"));
        table.Methods("sub subtract op_Subtraction", call => Sum(call, "Sub"));
        table.Methods("mul multiply op_Multiply", call => Binary(call, "Mul"));
        table.Methods("div divide true_divide op_Division", Quotient);
        table.Methods("floor_divide", call => FloorQuotient(call, Left(call), Right(call)));
        table.Methods("remainder op_Modulus", Remainder);
        table.Methods("fmod", call => Mod(call, Left(call), Right(call), sign: "dividend"));
        table.Methods("pow", Power);
        table.Methods("maximum", call => Binary(call, "Max"));
        table.Methods("minimum", call => Binary(call, "Min"));
        table.Methods(
            "clamp clip",
            call => Clamp(call, call.OptionalValue(Wide(call.ResultType), "min"), call.OptionalValue(Wide(call.ResultType), "max")));
        table.Methods("clamp_min", call => Clamp(call, call.Value(Wide(call.ResultType), "min"), null));
        table.Methods("clamp_max", call => Clamp(call, null, call.Value(Wide(call.ResultType), "max")));
        table.Methods("addcmul", call => AddScaled(call, "Mul"));
        table.Methods("addcdiv", call => AddScaled(call, "Div"));
        table.Methods("lerp", Lerp);
        table.Methods("float_power", call => call.Graph.Same("Pow", Left(call), Right(call)));
    }

    /// <summary>The type that ONNX Runtime computes in where it does not have arithmetic in the type itself.</summary>
    public static ScalarType Wide(ScalarType type) =>
        type is ScalarType.Bool or ScalarType.Byte or ScalarType.Int8 or ScalarType.Int16 ? ScalarType.Int32 : type;

    /// <summary>An element-wise operator on both operands in the type of the result.</summary>
    public static GraphValue Binary(LoweringCall call, string operation) => call.Graph.Same(operation, Left(call), Right(call));

    /// <summary>The first operand, in the type of the result.</summary>
    public static GraphValue Left(LoweringCall call) => Left(call, Wide(call.ResultType));

    /// <summary>The first operand, in a type.</summary>
    public static GraphValue Left(LoweringCall call, ScalarType type) =>
        call.HasSelf ? call.Graph.Cast(call.Self.Value, type) : call.Value(type, "left");

    /// <summary>The second operand, in the type of the result.</summary>
    public static GraphValue Right(LoweringCall call) => Right(call, Wide(call.ResultType));

    /// <summary>The second operand, in a type.</summary>
    public static GraphValue Right(LoweringCall call, ScalarType type) => call.Value(type, Second);

    private static GraphValue Sum(LoweringCall call, string operation)
    {
        var right = Right(call);
        if (call.OptionalReal("alpha") is { } alpha and not 1) right = call.Graph.Same("Mul", right, call.Number(right.Type, "alpha"));
        return call.Graph.Same(operation, Left(call), right);
    }

    private static GraphValue Quotient(LoweringCall call)
    {
        // TorchSharp divides a number by a tensor as the number times the reciprocal.
        if (!call.HasSelf) return call.Graph.Same("Mul", call.Graph.Same("Reciprocal", Right(call)), Left(call));
        var mode = call.Constant<RoundingMode>("rounding_mode") ?? RoundingMode.None;

        // torch.div takes the mode and does not use it; the method of the tensor does.
        if (call.Method.DeclaringType == typeof(TorchSharp.torch)) mode = RoundingMode.None;
        if (mode == RoundingMode.floor) return FloorQuotient(call, Left(call), Right(call));
        var quotient = call.Graph.Same("Div", Left(call), Right(call));
        return mode == RoundingMode.None || !TorchTypes.IsFloat(call.ResultType) ? quotient : Elementwise.Truncate(call.Graph, quotient);
    }

    /// <summary>The quotient rounded down.</summary>
    public static GraphValue FloorQuotient(LoweringCall call, GraphValue left, GraphValue right)
    {
        if (TorchTypes.IsFloat(left.Type)) return call.Graph.Same("Floor", call.Graph.Same("Div", left, right));
        var rest = call.Graph.Same("Mod", left, right);
        return call.Graph.Same("Div", call.Graph.Same("Sub", left, rest), right);
    }

    private static GraphValue Remainder(LoweringCall call)
    {
        var (left, right) = (Left(call), Right(call));
        if (!TorchTypes.IsFloat(left.Type)) return Mod(call, left, right, sign: "divisor");

        // ONNX's remainder of floating-point numbers has the sign of the dividend: where it is not that of the divisor, the
        // divisor is added.
        var (graph, zero) = (call.Graph, call.Graph.Scalar(0.0, left.Type));
        var rest = Mod(call, left, right, sign: "dividend");
        var differs = graph.Node(
            "Xor",
            ScalarType.Bool,
            [graph.Node("Less", ScalarType.Bool, [rest, zero]), graph.Node("Less", ScalarType.Bool, [right, zero])]);
        var isZero = graph.Node("Equal", ScalarType.Bool, [rest, zero]);
        var add = graph.Node("And", ScalarType.Bool, [differs, graph.Node("Not", ScalarType.Bool, [isZero])]);
        return graph.Node("Where", left.Type, [add, graph.Same("Add", rest, right), rest]);
    }

    private static GraphValue Mod(LoweringCall call, GraphValue left, GraphValue right, string sign) =>
        call.Graph.Node("Mod", left.Type, [left, right], ("fmod", sign == "dividend" ? 1L : 0L));

    private static GraphValue Power(LoweringCall call)
    {
        var left = Left(call);
        var constant = call.Find("exponent") is Programs.ConstantArgument ? call.OptionalReal("exponent") : null;
        return (constant, TorchTypes.IsFloat(call.ResultType)) switch
        {
            (1, _) => left,
            (2, _) => call.Graph.Same("Mul", left, left),
            (0.5, true) => call.Graph.Same("Sqrt", left),
            (-1, true) => call.Graph.Same("Reciprocal", left),
            _ => call.Graph.Same("Pow", left, Right(call)),
        };
    }

    private static GraphValue Clamp(LoweringCall call, GraphValue? low, GraphValue? high)
    {
        // The upper bound wins where the bounds cross, in ONNX as in TorchSharp.
        var value = call.Graph.Cast(call.Self.Value, Wide(call.ResultType));

        // ONNX's Clip with one bound has the largest number as the other, and infinity goes.
        if (low is null || high is null || call.Find("min", "max") is Programs.TensorArgument)
        {
            if (low is not null) value = call.Graph.Same("Max", value, low);
            return high is null ? value : call.Graph.Same("Min", value, high);
        }

        return call.Graph.Same("Clip", value, low, high);
    }

    private static GraphValue AddScaled(LoweringCall call, string operation)
    {
        var (graph, type) = (call.Graph, Wide(call.ResultType));
        var term = graph.Same(operation, call.Value(type, "tensor1"), call.Value(type, "tensor2"));
        if (call.OptionalNumber(type, "value") is { } factor) term = graph.Same("Mul", term, factor);
        return graph.Same("Add", graph.Cast(call.Self.Value, type), term);
    }

    private static GraphValue Lerp(LoweringCall call)
    {
        var (graph, type) = (call.Graph, call.ResultType);
        var start = graph.Cast(call.Self.Value, type);
        return graph.Same("Add", start, graph.Same("Mul", call.Value(type, "weight"), graph.Same("Sub", call.Value(type, "end"), start)));
    }
}
