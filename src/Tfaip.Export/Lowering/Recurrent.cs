using System.Reflection;
using Tfaip.Export.Graphs;
using Tfaip.Export.Tracing;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Size = Tfaip.Export.Tracing.Size;

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
    }

    private static Operand[] States(LoweringCall call, string name, string other, int count) => call.Find(name, other) switch
    {
        null => [],
        TensorArgument state when count == 1 => [call.OperandOf(state.Value)],
        ListArgument list when list.Items.Count == count && list.Items.All(item => item is TensorArgument) =>
            [.. list.Items.Select(item => call.OperandOf(((TensorArgument)item).Value))],
        _ => throw call.Refuse("its initial state is neither given nor null"),
    };

    private static GraphValue?[] Lower(LoweringCall call, string operation, nn.Module layer, int[] gates, Operand[] states)
    {
        var graph = call.Graph;
        if (call.Self.Rank != 3) throw call.Refuse("its input has no batch axis", "Add one with unsqueeze.");

        var weights = layer.named_parameters().ToDictionary(parameter => parameter.name, parameter => (Tensor)parameter.parameter, StringComparer.Ordinal);
        var (layers, hidden) = (Field<long>(layer, "_num_layers"), Field<long>(layer, "_hidden_size"));
        var (batchFirst, directions) = (Field<bool>(layer, "_batch_first"), Field<bool>(layer, "_bidirectional") ? 2 : 1);
        var (batch, time) = batchFirst ? (call.Self.Shape[0], call.Self.Shape[1]) : (call.Self.Shape[1], call.Self.Shape[0]);
        var value = batchFirst ? graph.Transpose(call.Self.Value, 1, 0, 2) : call.Self.Value;

        var stateCount = operation == "LSTM" ? 2 : 1;
        var final = Enumerable.Range(0, stateCount).Select(_ => new List<GraphValue>()).ToArray();
        for (var i = 0; i < layers; i++)
        {
            var inputs = new List<GraphValue?>
            {
                value,
                Stacked(call, weights, gates, $"weight_ih_l{i}", directions, hidden)!,
                Stacked(call, weights, gates, $"weight_hh_l{i}", directions, hidden)!,
                Biases(call, weights, gates, i, directions, hidden),
                null,
            };
            foreach (var state in states)
            {
                inputs.Add(layers == 1 ? state.Value : graph.Slice(state.Value, 0, new FixedSize(i * directions), new FixedSize((i + 1) * directions)));
            }

            var attributes = new List<GraphAttribute> { ("hidden_size", hidden), ("direction", directions == 2 ? "bidirectional" : "forward") };
            if (operation == "GRU") attributes.Add(("linear_before_reset", 1L));
            var outputs = graph.NodeOutputs(operation, [.. Enumerable.Repeat(value.Type, 1 + stateCount)], inputs, [.. attributes]);
            for (var state = 0; state < stateCount; state++) final[state].Add(outputs[1 + state]);

            // From [time, directions, batch, hidden] to [time, batch, directions * hidden].
            IReadOnlyList<Size> merged = [time, batch, new FixedSize(directions * hidden)];
            value = directions == 1
                ? graph.Squeeze(outputs[0], 1)
                : graph.Reshape(graph.Transpose(outputs[0], 0, 2, 1, 3), [time, batch, new FixedSize(2), new FixedSize(hidden)], merged);
        }

        if (batchFirst) value = graph.Transpose(value, 1, 0, 2);
        return [value, .. final.Select(state => graph.Concat(state, 0))];
    }

    // The weights of both directions, one after the other, with the gates in ONNX's order.
    private static GraphValue? Stacked(LoweringCall call, Dictionary<string, Tensor> weights, int[] gates, string name, int directions, long hidden)
    {
        if (!weights.ContainsKey(name)) return null;
        using var scope = no_grad();
        var parts = Names(name, directions).Select(key => Reordered(weights[key], gates, hidden)).ToArray();
        return call.Graph.Constant(stack(parts).contiguous(), call.ModuleName(name));
    }

    private static GraphValue? Biases(LoweringCall call, Dictionary<string, Tensor> weights, int[] gates, int layer, int directions, long hidden)
    {
        if (!weights.ContainsKey($"bias_ih_l{layer}")) return null;
        using var scope = no_grad();
        var parts = Names($"bias_ih_l{layer}", directions).Zip(Names($"bias_hh_l{layer}", directions), (input, recurrent) =>
            cat([Reordered(weights[input], gates, hidden), Reordered(weights[recurrent], gates, hidden)])).ToArray();
        return call.Graph.Constant(stack(parts).contiguous(), call.ModuleName($"bias_l{layer}"));
    }

    private static IEnumerable<string> Names(string name, int directions) => directions == 2 ? [name, name + "_reverse"] : [name];

    private static Tensor Reordered(Tensor weight, int[] gates, long hidden) =>
        cat([.. gates.Select(gate => weight.narrow(0, gate * hidden, hidden))]);

    private static T Field<T>(nn.Module layer, string name) =>
        (T)layer.GetType().GetField(name, BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(layer)!;
}
