using Tfaip.Export.Graphs;
using static TorchSharp.torch;

namespace Tfaip.Export.Lowering.Complex;

/// <summary>
/// Complex tensors, which ONNX does not have: in the graph they are real ones with a last axis of two more, the real part and
/// the imaginary part. Only the methods here know of it; any other that meets one is refused.
/// </summary>
internal static class ComplexNumbers
{
    public static void Register(LoweringTable table)
    {
        table.Complex("view_as_real view_as_complex resolve_conj resolve_neg clone contiguous detach alias", call => call.Self.Value);
        table.Complex("real get_real", call => Part(call.Graph, call.Self, 0));
        table.Complex("imag get_imag", call => Part(call.Graph, call.Self, 1));
        table.Complex("conj conj_physical", call => Conjugate(call.Graph, call.Self));
        table.Complex("abs absolute", call => Magnitude(call));
        table.Complex("angle", call => SpecialFunctions.Angle(call.Graph, Part(call.Graph, call.Self, 1), Part(call.Graph, call.Self, 0)));
        table.Complex("complex", call => Pair(call.Graph, call.Self.Value, call.Tensor("imag").Value, call.Self.Rank));
        table.Complex("polar", call =>
        {
            var (graph, angle) = (call.Graph, call.Tensor("angle").Value);
            GraphValue Along(string function) => graph.Same("Mul", call.Self.Value, graph.Same(function, angle));
            return Pair(graph, Along("Cos"), Along("Sin"), call.Self.Rank);
        });
        table.Complex("neg negative op_UnaryNegation", call => call.Graph.Same("Neg", call.Self.Value));
        table.Complex("add op_Addition", call => Sum(call, "Add"));
        table.Complex("sub subtract op_Subtraction", call => Sum(call, "Sub"));
        table.Complex("mul multiply op_Multiply", Product);
    }

    /// <summary>A complex tensor of its parts.</summary>
    public static GraphValue Pair(GraphBuilder graph, GraphValue real, GraphValue imaginary, int rank) =>
        graph.Concat([graph.Unsqueeze(real, rank), graph.Unsqueeze(imaginary, rank)], rank);

    /// <summary>The real (0) or the imaginary part (1).</summary>
    public static GraphValue Part(GraphBuilder graph, Operand operand, long part) =>
        graph.Node("Gather", operand.Type, [operand.Value, graph.Scalar(part, ScalarType.Int64)], ("axis", (long)operand.Rank));

    /// <summary>The conjugate.</summary>
    public static GraphValue Conjugate(GraphBuilder graph, Operand operand) =>
        graph.Same("Mul", operand.Value, graph.Cast(graph.Constant(tensor((float[])[1, -1])), operand.Type));

    private static GraphValue Magnitude(LoweringCall call) => call.Graph.Reduce("ReduceL2", call.Self.Value, [call.Self.Rank], keep: false);

    private static Operand[] Both(LoweringCall call)
    {
        var other = call.OptionalTensor("target", "right", "other")
            ?? throw call.Refuse("a number beside complex numbers is not supported", "Make it a tensor.");
        if (call.Has("alpha") && call.OptionalReal("alpha") is { } alpha and not 1)
            throw call.Refuse("alpha beside complex numbers is not supported", "Multiply before.");
        return [call.Self, other];
    }

    // A real operand has no imaginary part; shapes broadcast in front of the parts.
    private static GraphValue Sum(LoweringCall call, string operation)
    {
        var both = Both(call).Select(operand =>
        {
            if (operand.IsComplex) return operand.Value;
            var zero = call.Graph.Times(operand.Value, 0);
            return Pair(call.Graph, operand.Value, zero, operand.Rank);
        }).ToArray();
        return call.Graph.Same(operation, both[0], both[1]);
    }

    private static GraphValue Product(LoweringCall call)
    {
        var (graph, both) = (call.Graph, Both(call));
        var (one, other) = (both[0], both[1]);
        if (!one.IsComplex) return graph.Same("Mul", graph.Unsqueeze(one.Value, one.Rank), other.Value);
        if (!other.IsComplex) return graph.Same("Mul", one.Value, graph.Unsqueeze(other.Value, other.Rank));
        var (a, b, c, d) = (Part(graph, one, 0), Part(graph, one, 1), Part(graph, other, 0), Part(graph, other, 1));
        return Pair(
            graph,
            graph.Same("Sub", graph.Same("Mul", a, c), graph.Same("Mul", b, d)),
            graph.Same("Add", graph.Same("Mul", a, d), graph.Same("Mul", b, c)),
            call.Result.Shape.Count);
    }
}
