using System.Reflection;
using Tfaip.Export.Graphs;
using Tfaip.Export.Programs;
using Tfaip.Export.Programs.Sizes;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Size = Tfaip.Export.Programs.Sizes.Size;

namespace Tfaip.Export.Lowering;

/// <summary>Recurrent layers. Batch and time may be free; a state that is not given is zero in ONNX as it is in TorchSharp.</summary>
internal static class Recurrent
{
    // ONNX's order of the gates, as positions in TorchSharp's: input, output, forget, cell of i, f, g, o; update, reset, hidden of r, z, n.
    private static readonly int[] LstmGates = [0, 3, 1, 2];
    private static readonly int[] GruGates = [1, 0, 2];

    public static void Register(LoweringTable table)
    {
        table.Layer<LSTM>("forward", (call, layer) => Lower(call, "LSTM", layer, LstmGates, States(call, "h0_c0", "input2", 2)));
        table.Layer<GRU>("forward", (call, layer) => Lower(call, "GRU", layer, GruGates, States(call, "h0", "input2", 1)));
        table.Layer<RNN>("forward", (call, layer) => Lower(call, "RNN", layer, [0], States(call, "h0", "input2", 1), NonLinearity(layer)));
        table.Layer<LSTMCell>("forward", (call, layer) => Cell(call, "LSTM", layer, LstmGates, States(call, "h0_c0", "input2", 2)));
        table.Layer<GRUCell>("forward", (call, layer) => Cell(call, "GRU", layer, GruGates, States(call, "h0", "input2", 1)));
        table.Layer<RNNCell>(
            "forward", (call, layer) => Cell(call, "RNN", layer, [0], States(call, "h0", "input2", 1), NonLinearity(layer)));
    }

    // TorchSharp does not say which function a layer has; what it makes of numbers does.
    private static string NonLinearity(RNN layer)
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        var weights = Weights(layer);
        var weight = weights["weight_ih_l0"];
        var input = randn([1, 8, weight.shape[1]], weight.dtype, generator: new Generator(1)) * 3;
        var (_, state) = layer.call(Field<bool>(layer, "_batch_first") ? input.transpose(0, 1) : input);
        return Closer(Before(input[0], weight, weights.GetValueOrDefault("bias_ih_l0"), weights.GetValueOrDefault("bias_hh_l0")), state[0]);
    }

    private static string NonLinearity(RNNCell layer)
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        var weight = layer.weight_ih!;
        var input = randn([8, weight.shape[1]], weight.dtype, generator: new Generator(1)) * 3;
        return Closer(Before(input, weight, layer.bias_ih, layer.bias_hh), layer.call(input, null!));
    }

    private static Tensor Before(Tensor input, Tensor weight, Tensor? one, Tensor? other)
    {
        var sum = input.matmul(weight.t());
        return one is null || other is null ? sum : sum + one + other;
    }

    private static string Closer(Tensor before, Tensor after) =>
        (before.tanh() - after).abs().max().ToDouble() <= (before.relu() - after).abs().max().ToDouble() ? "Tanh" : "Relu";

    private static Dictionary<string, Tensor> Weights(nn.Module layer) =>
        layer.named_parameters()
            .ToDictionary(parameter => parameter.name, parameter => (Tensor)parameter.parameter, StringComparer.Ordinal);

    private static Operand[] States(LoweringCall call, string name, string other, int count) => call.Find(name, other) switch
    {
        null => [],
        TensorArgument state when count == 1 => [call.OperandOf(state.Value)],
        ListArgument list when list.Items.Count == count && list.Items.All(item => item is TensorArgument) =>
            [.. list.Items.Select(item => call.OperandOf(((TensorArgument)item).Value))],
        _ => throw call.Refuse("its initial state is neither given nor null"),
    };

    private static GraphValue?[] Lower(
        LoweringCall call, string operation, nn.Module layer, int[] gates, Operand[] states, string? function = null)
    {
        var (graph, weights) = (call.Graph, Weights(layer));
        var (layers, hidden) = (Field<long>(layer, "_num_layers"), Field<long>(layer, "_hidden_size"));
        var (batchFirst, directions) = (Field<bool>(layer, "_batch_first"), Field<bool>(layer, "_bidirectional") ? 2 : 1);

        var (batch, time) = batchFirst ? (call.Self.Shape[0], call.Self.Shape[1]) : (call.Self.Shape[1], call.Self.Shape[0]);
        var value = batchFirst ? graph.Transpose(call.Self.Value, 1, 0, 2) : call.Self.Value;

        var final = Enumerable.Range(0, operation == "LSTM" ? 2 : 1).Select(_ => new List<GraphValue>()).ToArray();
        for (var i = 0; i < layers; i++)
        {
            var initial = states.Select(state => layers == 1
                ? state.Value
                : graph.Slice(state.Value, 0, new FixedSize(i * directions), new FixedSize((i + 1) * directions)));
            var outputs = Step(
                call, operation, function, directions, hidden, batch, value,
                Stacked(call, weights, gates, $"weight_ih_l{i}", directions, hidden)!,
                Stacked(call, weights, gates, $"weight_hh_l{i}", directions, hidden)!,
                Biases(call, weights, gates, ($"bias_ih_l{i}", $"bias_hh_l{i}", $"bias_l{i}"), directions, hidden),
                initial);
            for (var state = 0; state < final.Length; state++) final[state].Add(outputs[1 + state]);

            // From [time, directions, batch, hidden] to [time, batch, directions * hidden].
            IReadOnlyList<Size> merged = [time, batch, new FixedSize(directions * hidden)];
            value = directions == 1
                ? graph.Squeeze(outputs[0], 1)
                : graph.Reshape(graph.Transpose(outputs[0], 0, 2, 1, 3), [time, batch, new FixedSize(2), new FixedSize(hidden)], merged);
        }

        if (batchFirst) value = graph.Transpose(value, 1, 0, 2);
        return [value, .. final.Select(state => graph.Concat(state, 0))];
    }

    // A cell is one step of one layer.
    private static GraphValue[] Cell(
        LoweringCall call, string operation, nn.Module layer, int[] gates, Operand[] states, string? function = null)
    {
        var (graph, weights) = (call.Graph, Weights(layer));
        var hidden = weights["weight_hh"].shape[1];
        var single = call.Self.Rank == 1;
        GraphValue Batched(GraphValue value) => graph.Unsqueeze(value, single ? [0, 1] : [0]);
        var outputs = Step(
            call, operation, function, 1, hidden, single ? new FixedSize(1) : call.Self.Shape[0], Batched(call.Self.Value),
            Stacked(call, weights, gates, "weight_ih", 1, hidden)!,
            Stacked(call, weights, gates, "weight_hh", 1, hidden)!,
            Biases(call, weights, gates, ("bias_ih", "bias_hh", "bias"), 1, hidden),
            states.Select(state => Batched(state.Value)));
        return [.. outputs.Skip(1).Select(state => graph.Squeeze(state, single ? [0, 1] : [0]))];
    }

    private static IReadOnlyList<GraphValue> Step(
        LoweringCall call, string operation, string? function, int directions, long hidden, Size batch,
        GraphValue input, GraphValue weight, GraphValue recurrent, GraphValue? bias, IEnumerable<GraphValue> states)
    {
        if (input.Type == ScalarType.Float64)
        {
            return new RecurrentScan(call.Graph, operation, function, hidden, batch).Run(
                input, weight.Constant!, recurrent.Constant!, bias?.Constant, [.. states]);
        }

        var attributes = new List<GraphAttribute> { ("hidden_size", hidden), ("direction", directions == 2 ? "bidirectional" : "forward") };
        if (operation == "GRU") attributes.Add(("linear_before_reset", 1L));
        if (function is not null) attributes.Add(("activations", Enumerable.Repeat(function, directions).ToArray()));
        return call.Graph.NodeOutputs(
            operation,
            [.. Enumerable.Repeat(input.Type, operation == "LSTM" ? 3 : 2)],
            [input, weight, recurrent, bias, null, .. states],
            [.. attributes]);
    }

    // The weights of both directions, one after the other, with the gates in ONNX's order.
    private static GraphValue? Stacked(
        LoweringCall call, Dictionary<string, Tensor> weights, int[] gates, string name, int directions, long hidden)
    {
        if (!weights.ContainsKey(name)) return null;
        var parameters = Names(name, directions).Select(key => weights[key]).ToArray();
        return call.Graph.Derived(call.ModuleName(name), "gates", parameters, () =>
        {
            using var gradients = no_grad();
            return stack(parameters.Select(weight => Reordered(weight, gates, hidden))).contiguous();
        });
    }

    private static GraphValue? Biases(
        LoweringCall call,
        Dictionary<string, Tensor> weights,
        int[] gates,
        (string Input, string Recurrent, string Both) names,
        int directions,
        long hidden)
    {
        if (!weights.ContainsKey(names.Input)) return null;
        var parameters = Names(names.Input, directions)
            .Zip(Names(names.Recurrent, directions), (input, recurrent) => (Input: weights[input], Recurrent: weights[recurrent]))
            .ToArray();
        return call.Graph.Derived(
            call.ModuleName(names.Both), "gates", [.. parameters.SelectMany(pair => new[] { pair.Input, pair.Recurrent })], () =>
            {
                using var gradients = no_grad();
                return stack(parameters.Select(pair =>
                    cat([Reordered(pair.Input, gates, hidden), Reordered(pair.Recurrent, gates, hidden)]))).contiguous();
            });
    }

    private static IEnumerable<string> Names(string name, int directions) => directions == 2 ? [name, name + "_reverse"] : [name];

    private static Tensor Reordered(Tensor weight, int[] gates, long hidden) =>
        cat([.. gates.Select(gate => weight.narrow(0, gate * hidden, hidden))]);

    private static T Field<T>(nn.Module layer, string name) =>
        (T)layer.GetType().GetField(name, BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(layer)!;
}
