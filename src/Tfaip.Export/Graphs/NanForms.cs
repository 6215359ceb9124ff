using Tfaip.Torch;
using static TorchSharp.torch;

namespace Tfaip.Export.Graphs;

/// <summary>
/// Operators that treat NaN in ONNX Runtime in another way than TorchSharp does, with more operators around them so that they do the
/// same: what is not a number stays so through bounds, extremes and activations, and is the largest of all where numbers are ordered.
/// </summary>
internal static class NanForms
{
    // Of what is not a number they give a number.
    private static readonly HashSet<string> Elementwise = new(
        ["Relu", "Clip", "LeakyRelu", "Elu", "Selu", "Celu", "HardSigmoid", "HardSwish", "Softplus", "Shrink", "PRelu", "Gelu", "Sigmoid",
            "Tanh", "Softsign", "Erf"], StringComparer.Ordinal);

    /// <summary>The outputs of an operator that does what TorchSharp does; null where it does so by itself.</summary>
    public static IReadOnlyList<GraphValue>? Of(
        GraphBuilder graph,
        string operation,
        IReadOnlyList<ScalarType> types,
        IReadOnlyList<GraphValue?> inputs,
        IReadOnlyList<GraphAttribute> attributes)
    {
        if (inputs.Count == 0 || inputs[0] is not { } value || !TorchTypes.IsFloat(value.Type)) return null;
        GraphAttribute[] all = [.. attributes];
        return operation switch
        {
            _ when Elementwise.Contains(operation) => [Kept(graph, value, graph.Node(operation, types[0], inputs, all))],
            "Max" or "Min" when inputs.Count == 2 => [Extreme(graph, operation, value, inputs[1]!)],
            "ReduceMax" or "ReduceMin" => [Reduced(graph, operation, value, inputs, all)],
            "ReduceLogSumExp" => [LogSumExp(graph, value, inputs, all)],
            "ArgMax" or "ArgMin" => [Place(graph, operation, value, all)],
            "MaxPool" when types.Count == 1 => [Pooled(graph, value, all)],
            "TopK" => Ordered(graph, types, value, inputs[1]!, all),
            _ => null,
        };
    }

    private static GraphValue Kept(GraphBuilder graph, GraphValue value, GraphValue result) =>
        graph.Node("Where", result.Type, [IsNan(graph, value), Nan(graph, result.Type), result]);

    // A sum with what is not a number is none.
    private static GraphValue Extreme(GraphBuilder graph, string operation, GraphValue one, GraphValue other)
    {
        var any = graph.Node("Or", ScalarType.Bool, [IsNan(graph, one), IsNan(graph, other)]);
        return graph.Node("Where", one.Type, [any, Nan(graph, one.Type), graph.Node(operation, one.Type, [one, other])]);
    }

    private static GraphValue Reduced(
        GraphBuilder graph, string operation, GraphValue value, IReadOnlyList<GraphValue?> inputs, GraphAttribute[] attributes)
    {
        GraphValue?[] axes = [.. inputs.Skip(1)];
        var count = graph.Node("ReduceMax", ScalarType.Int32, [Flags(graph, value), .. axes], attributes);
        var any = graph.Node("Greater", ScalarType.Bool, [count, graph.Scalar(0L, ScalarType.Int32)]);
        return graph.Node(
            "Where",
            value.Type,
            [any, Nan(graph, value.Type), graph.Node(operation, value.Type, [Without(graph, value, operation), .. axes], attributes)]);
    }

    // The largest of all is taken off, unless it is infinite: infinity less infinity is no number.
    private static GraphValue LogSumExp(
        GraphBuilder graph, GraphValue value, IReadOnlyList<GraphValue?> inputs, GraphAttribute[] attributes)
    {
        GraphValue?[] axes = [.. inputs.Skip(1)];
        var zero = graph.Scalar(0L, value.Type);
        GraphValue Offset(GraphAttribute[] form)
        {
            var largest = graph.Node("ReduceMax", value.Type, [Without(graph, value, "ReduceMax"), .. axes], form);
            return graph.Node("Where", value.Type, [graph.Node("IsInf", ScalarType.Bool, [largest]), zero, largest]);
        }

        GraphAttribute[] kept = [("keepdims", 1L)];
        var powers = graph.Node("Exp", value.Type, [graph.Node("Sub", value.Type, [value, Offset(kept)])]);
        var sum = graph.Node("ReduceSum", value.Type, [powers, .. axes], attributes);
        return graph.Node("Add", value.Type, [graph.Node("Log", value.Type, [sum]), Offset(attributes)]);
    }

    // The first that is not a number, where there is one.
    private static GraphValue Place(GraphBuilder graph, string operation, GraphValue value, GraphAttribute[] attributes)
    {
        var flags = Flags(graph, value);
        var axis = (long)attributes.Single(attribute => attribute.Name == "axis").Value;
        var keep = attributes.Single(attribute => attribute.Name == "keepdims");
        var any = graph.Node("ReduceMax", ScalarType.Int32, [flags, graph.Int64s(axis)], keep);
        return graph.Node(
            "Where",
            ScalarType.Int64,
            [
                graph.Node("Greater", ScalarType.Bool, [any, graph.Scalar(0L, ScalarType.Int32)]),
                graph.Node("ArgMax", ScalarType.Int64, [flags], attributes),
                graph.Node(
                    operation, ScalarType.Int64, [Without(graph, value, operation == "ArgMax" ? "ReduceMax" : "ReduceMin")], attributes),
            ]);
    }

    private static GraphValue Pooled(GraphBuilder graph, GraphValue value, GraphAttribute[] attributes)
    {
        var flags = graph.Node(
            "MaxPool",
            value.Type,
            [graph.Node("Cast", value.Type, [IsNan(graph, value)], ("to", (long)OnnxTypes.ToOnnx(value.Type)))],
            attributes);
        var any = graph.Node("Greater", ScalarType.Bool, [flags, graph.Scalar(0L, value.Type)]);
        return graph.Node(
            "Where",
            value.Type,
            [any, Nan(graph, value.Type), graph.Node("MaxPool", value.Type, [Without(graph, value, "ReduceMax")], attributes)]);
    }

    // Ordered by numbers of twice the range, where what is not a number is infinite and infinity the largest number.
    private static IReadOnlyList<GraphValue> Ordered(
        GraphBuilder graph, IReadOnlyList<ScalarType> types, GraphValue value, GraphValue count, GraphAttribute[] attributes)
    {
        GraphValue Wide(double number) => graph.Scalar(number, ScalarType.Float64);
        var key = graph.Node("Cast", ScalarType.Float64, [value], ("to", (long)OnnxTypes.ToOnnx(ScalarType.Float64)));
        key = graph.Node("Min", ScalarType.Float64, [key, Wide(double.MaxValue)]);
        key = graph.Node("Where", ScalarType.Float64, [IsNan(graph, value), Wide(double.PositiveInfinity), key]);
        var places = graph.NodeOutputs("TopK", [ScalarType.Float64, ScalarType.Int64], [key, count], attributes)[1];
        var axis = attributes.Single(attribute => attribute.Name == "axis");
        return [graph.Node("GatherElements", types[0], [value, places], axis), places];
    }

    private static GraphValue IsNan(GraphBuilder graph, GraphValue value) => graph.Node("IsNaN", ScalarType.Bool, [value]);

    private static GraphValue Flags(GraphBuilder graph, GraphValue value) =>
        graph.Node("Cast", ScalarType.Int32, [IsNan(graph, value)], ("to", (long)OnnxTypes.ToOnnx(ScalarType.Int32)));

    private static GraphValue Nan(GraphBuilder graph, ScalarType type) => graph.Scalar(double.NaN, type);

    // With the smallest or the largest for what is not a number, so that it is not chosen.
    private static GraphValue Without(GraphBuilder graph, GraphValue value, string operation) => graph.Node(
        "Where", value.Type, [
            IsNan(graph, value),
            graph.Scalar(operation == "ReduceMax" ? double.NegativeInfinity : double.PositiveInfinity, value.Type),
            value
        ]);
}
