using Tfaip.Export.Graphs;
using Tfaip.Torch;

namespace Tfaip.Export.Lowering;

/// <summary>Functions of one or two tensors, element by element, that ONNX has no operator for but is able to write.</summary>
internal static class SpecialFunctions
{
    public static void Register(LoweringTable table)
    {
        table.Methods("arctan", call => call.Has("other") ? Angle(call) : call.Graph.Same("Atan", Self(call)));
        table.Methods("atan2 arctan2", Angle);
        table.Methods("hypot", Hypotenuse);
        table.Methods("copysign", CopySign);
        table.Methods("heaviside", Heaviside);
        table.Methods("ldexp", call => call.Graph.Same(
            "Mul", Arithmetic.Left(call), call.Graph.Same("Pow", call.Graph.Scalar(2.0, call.ResultType), Arithmetic.Right(call))));
        table.Methods("fmax", call => Ignoring(call, "Max"));
        table.Methods("fmin", call => Ignoring(call, "Min"));
        table.Methods("logaddexp", call => LogAddExp(call, 1));
        table.Methods("logaddexp2", call => LogAddExp(call, Math.Log(2)));
        table.Methods("xlogy", call => Product(call, value => call.Graph.Same("Log", value)));
        table.Methods("xlog1py", call => Product(call, value => call.Graph.Same("Log", call.Graph.Plus(value, 1))));
        table.Methods("logit", Logit);
        table.Methods("sinc", Sinc);
        table.Methods("entr", Entropy);
        table.Methods("ndtr", call =>
            call.Graph.Times(call.Graph.Plus(call.Graph.Same("Erf", call.Graph.Times(Self(call), Math.Sqrt(0.5))), 1), 0.5));
    }

    private static GraphValue Self(LoweringCall call) => call.Graph.Cast(call.Self.Value, call.ResultType);

    private static GraphValue Angle(LoweringCall call) => Angle(call.Graph, Arithmetic.Left(call), Arithmetic.Right(call));

    /// <summary>The angle of the point (x, y) as seen from the origin.</summary>
    public static GraphValue Angle(GraphBuilder graph, GraphValue y, GraphValue x)
    {
        // The angle of the quotient, moved by half a turn to the left of the axis; the axis itself apart.
        GraphValue Number(double value) => graph.Scalar(value, y.Type);
        var zero = Number(0);
        var turn = graph.Where(Elementwise.SignBit(graph, y), Number(-Math.PI), Number(Math.PI));
        var beside = graph.Same("Add", graph.Same("Atan", graph.Same("Div", y, x)), graph.Where(graph.Test("Less", x, zero), turn, zero));
        var above = graph.Where(
            graph.Test("Greater", y, zero),
            Number(Math.PI / 2),
            graph.Where(graph.Test("Less", y, zero), Number(-Math.PI / 2), graph.Where(Elementwise.SignBit(graph, x), turn, zero)));
        return graph.Where(graph.Test("Equal", x, zero), above, beside);
    }

    // Of the longer side, so that squares do not overflow.
    private static GraphValue Hypotenuse(LoweringCall call)
    {
        var graph = call.Graph;
        var (one, other) = (graph.Same("Abs", Arithmetic.Left(call)), graph.Same("Abs", Arithmetic.Right(call)));
        var longer = graph.Same("Max", one, other);
        var ratio = graph.Same("Div", graph.Same("Min", one, other), longer);
        var length = graph.Same("Mul", longer, graph.Same("Sqrt", graph.Plus(graph.Same("Mul", ratio, ratio), 1)));
        var special = graph.Test("Or", graph.Test("Equal", longer, graph.Scalar(0.0, longer.Type)), graph.Test("IsInf", longer));
        return graph.Where(special, longer, length);
    }

    private static GraphValue CopySign(LoweringCall call)
    {
        var (graph, size) = (call.Graph, call.Graph.Same("Abs", Arithmetic.Left(call)));
        return graph.Where(Elementwise.SignBit(graph, Arithmetic.Right(call)), graph.Same("Neg", size), size);
    }

    private static GraphValue Heaviside(LoweringCall call)
    {
        var (graph, value) = (call.Graph, Arithmetic.Left(call));
        var zero = graph.Scalar(0L, value.Type);
        var step = graph.Cast(graph.Test("Greater", value, zero), value.Type);
        return graph.Where(graph.Test("Equal", value, zero), Arithmetic.Right(call), step);
    }

    // Where one is not a number, the other.
    private static GraphValue Ignoring(LoweringCall call, string operation)
    {
        var (graph, one, other) = (call.Graph, Arithmetic.Left(call), Arithmetic.Right(call));
        var value = graph.Same(operation, one, other);
        if (!TorchTypes.IsFloat(one.Type)) return value;
        return graph.Where(graph.Test("IsNaN", one), other, graph.Where(graph.Test("IsNaN", other), one, value));
    }

    // The larger one, and the logarithm of one and the ratio; two equal infinities have no difference.
    private static GraphValue LogAddExp(LoweringCall call, double unit)
    {
        var (graph, one, other) = (call.Graph, Arithmetic.Left(call), Arithmetic.Right(call));
        var distance = graph.Where(
            graph.Test("Equal", one, other), graph.Scalar(0.0, one.Type), graph.Same("Abs", graph.Same("Sub", one, other)));
        return graph.Same(
            "Add", graph.Same("Max", one, other), graph.Times(graph.Same("Softplus", graph.Times(distance, -unit)), 1 / unit));
    }

    // Zero times anything that is a number is zero.
    private static GraphValue Product(LoweringCall call, Func<GraphValue, GraphValue> logarithm)
    {
        var (graph, one, other) = (call.Graph, Arithmetic.Left(call), Arithmetic.Right(call));
        var zero = graph.Scalar(0.0, one.Type);
        var product = graph.Where(graph.Test("Equal", one, zero), zero, graph.Same("Mul", one, logarithm(other)));
        return graph.Where(graph.Test("IsNaN", other), other, product);
    }

    private static GraphValue Logit(LoweringCall call)
    {
        var (graph, value) = (call.Graph, Self(call));
        if (call.OptionalReal("eps") is { } eps)
            value = graph.Same("Clip", value, graph.Scalar(eps, value.Type), graph.Scalar(1 - eps, value.Type));
        return graph.Same("Log", graph.Same("Div", value, graph.Same("Sub", graph.Scalar(1.0, value.Type), value)));
    }

    private static GraphValue Sinc(LoweringCall call)
    {
        var (graph, value) = (call.Graph, call.Graph.Times(Self(call), Math.PI));
        return graph.Where(
            graph.Test("Equal", value, graph.Scalar(0.0, value.Type)),
            graph.Scalar(1.0, value.Type),
            graph.Same("Div", graph.Same("Sin", value), value));
    }

    private static GraphValue Entropy(LoweringCall call)
    {
        var (graph, value) = (call.Graph, Self(call));
        GraphValue Number(double number) => graph.Scalar(number, value.Type);
        var inside = graph.Same("Neg", graph.Same("Mul", value, graph.Same("Log", value)));
        var outside = graph.Where(graph.Test("Equal", value, Number(0)), Number(0), Number(double.NegativeInfinity));
        return graph.Where(graph.Test("IsNaN", value), value, graph.Where(graph.Test("Greater", value, Number(0)), inside, outside));
    }
}
