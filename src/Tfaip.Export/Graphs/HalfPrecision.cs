using Google.Protobuf;
using Tfaip.Export.Graphs.Format;
using static Tfaip.Export.Graphs.Format.TensorProto.Types;
using static TorchSharp.torch;

namespace Tfaip.Export.Graphs;

/// <summary>Makes a graph compute in float16 what it computed in float32; inputs and outputs stay float32.</summary>
internal static class HalfPrecision
{
    private const string Suffix = "_float16";

    // Operators that have no float16, or whose float inputs are scales and not values: they stay in float32, between casts.
    private static readonly HashSet<string> Kept =
        new(StringComparer.Ordinal) { "Range", "Resize", "IsInf", "NonMaxSuppression", "EyeLike", "CumSum", "GRU", "RNN", "LSTM" };

    private static readonly HashSet<string> Recurrent = new(StringComparer.Ordinal) { "GRU", "RNN", "LSTM" };

    // What only arranges: between recurrent layers it stays in float32 as they do.
    private static readonly HashSet<string> Arranging =
        new(StringComparer.Ordinal) { "Transpose", "Squeeze", "Unsqueeze", "Reshape", "Slice", "Concat" };

    /// <summary>The converted graph.</summary>
    /// <param name="graph">The graph; it says what is float32.</param>
    public static byte[] Convert(Graph graph)
    {
        using var copy = new ElementMemory.Place();
        var model = GraphSerializer.ToProto(graph, copy);
        var floats = graph.Inputs.Select(input => input.Value).Concat(graph.Initializers)
            .Concat(graph.Nodes.SelectMany(node => node.Outputs))
            .Where(value => value.Type == ScalarType.Float32).Select(value => value.Name).ToHashSet(StringComparer.Ordinal);
        var kept = KeptNodes(model.Graph, floats);
        var halved = model.Graph.Node.Where(node => !kept.Contains(node)).SelectMany(node => node.Input).ToHashSet(StringComparer.Ordinal);
        foreach (var tensor in model.Graph.Initializer.Where(tensor => tensor.DataType == (int)DataType.Float))
        {
            // What kept operators alone read stays as it is.
            if (halved.Contains(tensor.Name)) Halve(tensor);
            else floats.Remove(tensor.Name);
        }

        var nodes = new List<NodeProto>();
        var names = new Names();
        foreach (var name in model.Graph.Input.Select(input => input.Name).Where(floats.Contains))
        {
            (names.Half[name], names.Wide[name]) = (name + Suffix, name);
            if (halved.Contains(name)) nodes.Add(Cast(name, name + Suffix, DataType.Float16));
        }

        var outputs = model.Graph.Output.Select(output => output.Name).Where(floats.Contains).ToHashSet(StringComparer.Ordinal);
        foreach (var name in outputs) names.Half[name] = name + Suffix;
        foreach (var node in model.Graph.Node)
        {
            if (kept.Contains(node)) AddKept(node, floats, outputs, halved, names, nodes);
            else AddHalved(node, names, nodes);
        }

        nodes.AddRange(outputs.Where(name => names.Wide.GetValueOrDefault(name) != name).Order(StringComparer.Ordinal)
            .Select(name => Cast(name + Suffix, name, DataType.Float)));
        model.Graph.Node.Clear();
        model.Graph.Node.AddRange(nodes);
        return model.ToByteArray();
    }

    private static HashSet<NodeProto> KeptNodes(GraphProto graph, HashSet<string> floats)
    {
        var kept = new HashSet<NodeProto>(ReferenceEqualityComparer.Instance);
        var recurrent = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in graph.Node)
        {
            var arranges = Arranging.Contains(node.OpType) && node.Input.Any(floats.Contains)
                && node.Input.Where(floats.Contains).All(recurrent.Contains);
            if (arranges || Kept.Contains(node.OpType)) kept.Add(node);
            if (arranges || Recurrent.Contains(node.OpType)) recurrent.UnionWith(node.Output);
        }

        return kept;
    }

    private static void AddKept(
        NodeProto node, HashSet<string> floats, HashSet<string> outputs, HashSet<string> halved, Names names, List<NodeProto> nodes)
    {
        for (var i = 0; i < node.Input.Count; i++)
        {
            var name = node.Input[i];
            if (names.Wide.TryGetValue(name, out var wide))
            {
                node.Input[i] = wide;
            }
            else if (floats.Contains(name))
            {
                node.Input[i] = names.Wide[name] = $"{name}/wide";
                nodes.Add(Cast(names.HalfOf(name), $"{name}/wide", DataType.Float));
            }
        }

        nodes.Add(node);
        for (var i = 0; i < node.Output.Count; i++)
        {
            var name = node.Output[i];
            if (!floats.Contains(name)) continue;
            node.Output[i] = names.Wide[name] = outputs.Contains(name) ? name : $"{name}/wide";
            if (halved.Contains(name)) nodes.Add(Cast(names.Wide[name], names.HalfOf(name), DataType.Float16));
        }
    }

    private static void AddHalved(NodeProto node, Names names, List<NodeProto> nodes)
    {
        for (var i = 0; i < node.Input.Count; i++) node.Input[i] = names.HalfOf(node.Input[i]);
        foreach (var attribute in node.Attribute)
        {
            if (node.OpType == "Cast" && attribute.Name == "to" && attribute.I == (long)DataType.Float)
                attribute.I = (long)DataType.Float16;
            if (attribute.T is { DataType: (int)DataType.Float } tensor) Halve(tensor);
        }

        nodes.Add(node);
        for (var i = 0; i < node.Output.Count; i++) node.Output[i] = names.HalfOf(node.Output[i]);
    }

    private static NodeProto Cast(string from, string to, DataType type)
    {
        var node = new NodeProto { Name = $"{to}/Cast", OpType = "Cast", Input = { from }, Output = { to } };
        node.Attribute.Add(((GraphAttribute)("to", (long)type)).ToProto());
        return node;
    }

    // A number beyond the range, such as the -1e9 of a mask, becomes the largest: infinity times zero would be no number.
    private static void Halve(TensorProto tensor)
    {
        var values = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(tensor.RawData.Span);
        var halves = new Half[values.Length];
        for (var i = 0; i < halves.Length; i++)
            halves[i] = float.IsFinite(values[i])
                ? (Half)Math.Clamp(values[i], (float)Half.MinValue, (float)Half.MaxValue)
                : (Half)values[i];
        tensor.RawData = ByteString.CopyFrom(System.Runtime.InteropServices.MemoryMarshal.AsBytes(halves.AsSpan()));
        tensor.DataType = (int)DataType.Float16;
    }

    /// <summary>The names of values in float16, where these are others, and in float32, where they are there in it.</summary>
    private sealed class Names
    {
        public Dictionary<string, string> Half { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, string> Wide { get; } = new(StringComparer.Ordinal);

        public string HalfOf(string name) => Half.GetValueOrDefault(name, name);
    }
}
