using Google.Protobuf;
using Tfaip.Export.Graphs.Format;
using static Tfaip.Export.Graphs.Format.TensorProto.Types;
using static TorchSharp.torch;

namespace Tfaip.Export.Graphs;

/// <summary>Makes a graph compute in float16 what it computed in float32; inputs and outputs stay float32.</summary>
internal static class HalfPrecision
{
    private const string Suffix = "_float16";

    // Operators that have no float16, or whose float inputs are scales and not values: they stay between casts.
    private static readonly HashSet<string> Kept =
        new(StringComparer.Ordinal) { "Range", "Resize", "IsInf", "NonMaxSuppression", "EyeLike", "CumSum", "GRU", "RNN" };

    /// <summary>The converted graph.</summary>
    /// <param name="graph">The graph; it says what is float32.</param>
    /// <exception cref="ExportException">It has an operator that cannot be in such a graph.</exception>
    public static byte[] Convert(Graph graph)
    {
        // Two of them between float16 end the process in ONNX Runtime 1.31, even where they compute in float32 themselves.
        if (graph.Nodes.FirstOrDefault(node => node.Operation == "LSTM") is { } lstm)
            throw new ExportException($"{lstm.Line}: ONNX Runtime does not run an LSTM in a graph of float16 ('{lstm.Name}'). Export it in float32, or use a GRU.");

        var model = ModelProto.Parser.ParseFrom(GraphSerializer.Serialize(graph));
        var floats = graph.Inputs.Select(input => input.Value).Concat(graph.Initializers).Concat(graph.Nodes.SelectMany(node => node.Outputs))
            .Where(value => value.Type == ScalarType.Float32).Select(value => value.Name).ToHashSet(StringComparer.Ordinal);
        var halved = model.Graph.Node.Where(node => !Kept.Contains(node.OpType)).SelectMany(node => node.Input).ToHashSet(StringComparer.Ordinal);
        foreach (var tensor in model.Graph.Initializer.Where(tensor => tensor.DataType == (int)DataType.Float))
        {
            // What kept operators alone read stays as it is.
            if (halved.Contains(tensor.Name)) Halve(tensor);
            else floats.Remove(tensor.Name);
        }

        var nodes = new List<NodeProto>();
        var renamed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in model.Graph.Input.Select(input => input.Name).Where(floats.Contains))
        {
            renamed[name] = name + Suffix;
            nodes.Add(Cast(name, name + Suffix, DataType.Float16));
        }

        var outputs = model.Graph.Output.Select(output => output.Name).Where(floats.Contains).ToHashSet(StringComparer.Ordinal);
        foreach (var name in outputs) renamed[name] = name + Suffix;
        var read = model.Graph.Node.SelectMany(node => node.Input).Concat(outputs).ToHashSet(StringComparer.Ordinal);
        foreach (var node in model.Graph.Node) Add(node, floats, renamed, read, nodes);
        nodes.AddRange(outputs.Order(StringComparer.Ordinal).Select(name => Cast(name + Suffix, name, DataType.Float)));
        model.Graph.Node.Clear();
        model.Graph.Node.AddRange(nodes);
        return model.ToByteArray();
    }

    private static void Add(NodeProto node, HashSet<string> floats, Dictionary<string, string> renamed, HashSet<string> read, List<NodeProto> nodes)
    {
        var isKept = Kept.Contains(node.OpType);
        for (var i = 0; i < node.Input.Count; i++)
        {
            var name = renamed.GetValueOrDefault(node.Input[i], node.Input[i]);
            if (isKept && floats.Contains(node.Input[i]))
            {
                nodes.Add(Cast(name, $"{node.Name}/{i}", DataType.Float));
                name = $"{node.Name}/{i}";
            }

            node.Input[i] = name;
        }

        foreach (var attribute in node.Attribute)
        {
            if (node.OpType == "Cast" && attribute.Name == "to" && attribute.I == (long)DataType.Float) attribute.I = (long)DataType.Float16;
            if (attribute.T is { DataType: (int)DataType.Float } tensor) Halve(tensor);
        }

        nodes.Add(node);
        for (var i = 0; i < node.Output.Count; i++)
        {
            var name = renamed.GetValueOrDefault(node.Output[i], node.Output[i]);
            if (isKept && floats.Contains(node.Output[i]) && read.Contains(node.Output[i]))
            {
                nodes.Add(Cast($"{node.Output[i]}/kept", name, DataType.Float16));
                name = $"{node.Output[i]}/kept";
            }

            node.Output[i] = name;
        }
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
            halves[i] = float.IsFinite(values[i]) ? (Half)Math.Clamp(values[i], (float)Half.MinValue, (float)Half.MaxValue) : (Half)values[i];
        tensor.RawData = ByteString.CopyFrom(System.Runtime.InteropServices.MemoryMarshal.AsBytes(halves.AsSpan()));
        tensor.DataType = (int)DataType.Float16;
    }
}
