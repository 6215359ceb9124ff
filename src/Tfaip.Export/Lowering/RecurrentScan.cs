using Tfaip.Export.Graphs;
using Tfaip.Export.Programs.Sizes;
using static TorchSharp.torch;
using Size = Tfaip.Export.Programs.Sizes.Size;

namespace Tfaip.Export.Lowering;

/// <summary>
/// Recurrent layers step by step, by a <c>Scan</c> over time, for element types that ONNX Runtime does not run its own operators with.
/// Takes and gives what those operators take and give.
/// </summary>
internal sealed class RecurrentScan(GraphBuilder graph, string operation, string? function, long hidden, Size batch)
{
    private int Gates => operation switch { "LSTM" => 4, "GRU" => 3, _ => 1 };

    /// <summary>The states of all steps, [time, directions, batch, hidden], and the last ones, [directions, batch, hidden].</summary>
    /// <param name="input">The input, [time, batch, features].</param>
    /// <param name="weights">The weights by direction, [directions, gates * hidden, features].</param>
    /// <param name="recurrent">The weights of the state, [directions, gates * hidden, hidden].</param>
    /// <param name="biases">The biases of both, one after the other, [directions, 2 * gates * hidden]; null for none.</param>
    /// <param name="states">The states at the start, [directions, batch, hidden]; none for zeros.</param>
    public IReadOnlyList<GraphValue> Run(
        GraphValue input, Tensor weights, Tensor recurrent, Tensor? biases, IReadOnlyList<GraphValue> states)
    {
        var directions = (int)weights.shape[0];
        var results = Enumerable.Range(0, directions).Select(direction => Direction(
            direction, input, weights[direction], recurrent[direction], biases?[direction],
            [.. states.Select(state => graph.Squeeze(graph.Slice(state, 0, new FixedSize(direction), new FixedSize(direction + 1)), 0))]))
                .ToArray();
        return [.. results[0].Select(
            (_, i) => graph.Concat([.. results.Select(result => graph.Unsqueeze(result[i], i == 0 ? 1 : 0))], i == 0 ? 1 : 0))];
    }

    // All steps, then the last state, or the last two.
    private GraphValue[] Direction(
        int direction, GraphValue input, Tensor weight, Tensor recurrent, Tensor? biases, IReadOnlyList<GraphValue> states)
    {
        using var gradients = no_grad();
        var gates = graph.Same("MatMul", input, Constant(graph, weight.t()));
        var (one, other) = biases is null
            ? (null, null)
            : (biases.narrow(0, 0, Gates * hidden), biases.narrow(0, Gates * hidden, Gates * hidden));
        if (one is not null) gates = graph.Same("Add", gates, Constant(graph, operation == "GRU" ? one : one + other!));

        var count = operation == "LSTM" ? 2 : 1;
        if (states.Count == 0)
            states = [.. Enumerable.Repeat(graph.Expand(graph.Scalar(0.0, input.Type), [], [batch, new FixedSize(hidden)]), count)];
        var outputs = graph.NodeOutputs(
            "Scan", [.. Enumerable.Repeat(input.Type, count + 1)], [.. states, gates],
            ("body", Step(input.Type, count, recurrent.t(), operation == "GRU" ? other : null)),
            ("num_scan_inputs", 1L),
            ("scan_input_directions", new[] { (long)direction }),
            ("scan_output_directions", new[] { (long)direction }));
        return [outputs[count], .. outputs.Take(count)];
    }

    private GraphBody Step(ScalarType type, int count, Tensor recurrent, Tensor? bias)
    {
        var body = graph.Body();
        var inputs = Enumerable.Range(0, count + 1).Select(i => body.Input(i == count ? "gates" : $"state_{i}", type, [])).ToArray();
        var (state, gates) = (inputs[0], inputs[^1]);
        var own = body.Same("MatMul", state, Constant(body, recurrent));
        if (bias is not null) own = body.Same("Add", own, Constant(body, bias));
        GraphValue[] next = operation switch
        {
            "LSTM" => Lstm(body, body.Same("Add", gates, own), inputs[1]),
            "GRU" => [Gru(body, gates, own, state)],
            _ => [body.Same(function ?? "Tanh", body.Same("Add", gates, own))],
        };
        return new(inputs, [.. next, body.Same("Identity", next[0])], body.Nodes, body.Initializers);
    }

    // ONNX's order of the gates: input, output, forget, cell.
    private GraphValue[] Lstm(GraphBuilder body, GraphValue gates, GraphValue cell)
    {
        var parts = Split(body, gates);
        GraphValue Open(int gate) => body.Same("Sigmoid", parts[gate]);
        var next = body.Same("Add", body.Same("Mul", Open(2), cell), body.Same("Mul", Open(0), body.Same("Tanh", parts[3])));
        return [body.Same("Mul", Open(1), body.Same("Tanh", next)), next];
    }

    // ONNX's order of the gates: update, reset, hidden.
    private GraphValue Gru(GraphBuilder body, GraphValue gates, GraphValue own, GraphValue state)
    {
        var (input, recurrent) = (Split(body, gates), Split(body, own));
        GraphValue Open(int gate) => body.Same("Sigmoid", body.Same("Add", input[gate], recurrent[gate]));
        var fresh = body.Same("Tanh", body.Same("Add", input[2], body.Same("Mul", Open(1), recurrent[2])));
        return body.Same("Add", body.Same("Mul", body.Same("Sub", state, fresh), Open(0)), fresh);
    }

    private IReadOnlyList<GraphValue> Split(GraphBuilder body, GraphValue gates) => body.NodeOutputs(
        "Split", [.. Enumerable.Repeat(gates.Type, Gates)], [gates, body.Int64s([.. Enumerable.Repeat(hidden, Gates)])], ("axis", -1L));

    private static GraphValue Constant(GraphBuilder builder, Tensor tensor) => builder.Constant(tensor.contiguous());
}
