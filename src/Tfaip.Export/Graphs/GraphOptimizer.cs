namespace Tfaip.Export.Graphs;

/// <summary>
/// Takes out of a graph what need not be in it: nodes that no output needs, identities, initialisers that no node reads, and
/// transpositions of weights. Transpositions that follow each other are one, and batch normalisations part of the convolution before them.
/// </summary>
internal static class GraphOptimizer
{
    /// <summary>The finished graph of what has been built.</summary>
    public static Graph Finish(GraphBuilder builder)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var nodes = NameOutputsDirectly(Live(builder.Nodes, builder.Outputs.Select(output => output.Value)), builder, names);
        string[] outputs = [.. builder.Outputs.Select(output => output.Value.Name)];
        nodes = Live(TransposeFusion.Fuse(nodes, outputs), outputs);
        nodes = Live(ConvolutionFolding.Fold(TransposeWeights(nodes), outputs), outputs);
        var values = Values(nodes);
        return new(
            builder.Opset,
            builder.Inputs,
            [.. builder.Outputs.Select(output => (values[output.Value.Name], output.Shape))],
            nodes,
            Initializers(nodes),
            names);
    }

    private static List<GraphNode> Live(IReadOnlyList<GraphNode> nodes, IEnumerable<GraphValue> roots)
    {
        var needed = new HashSet<GraphNode>();
        var open = new Stack<GraphNode>(roots.Select(root => root.Producer).OfType<GraphNode>());
        while (open.TryPop(out var node))
        {
            if (!needed.Add(node)) continue;
            foreach (var input in node.Inputs)
            {
                if (input?.Producer is { } producer) open.Push(producer);
            }
        }

        return nodes.Where(needed.Contains).ToList();
    }

    private static List<GraphNode> Live(IReadOnlyList<GraphNode> nodes, IReadOnlyList<string> outputs)
    {
        var values = Values(nodes);
        return Live(nodes, outputs.Select(output => values[output]));
    }

    private static Dictionary<string, GraphValue> Values(IReadOnlyList<GraphNode> nodes) =>
        nodes.SelectMany(node => node.Outputs).ToDictionary(value => value.Name, StringComparer.Ordinal);

    // An output is built as an identity of some value. Where a node made that value, it makes the output itself.
    private static List<GraphNode> NameOutputsDirectly(List<GraphNode> nodes, GraphBuilder builder, Dictionary<string, string> renamed)
    {
        var gone = new HashSet<GraphNode>();
        foreach (var (output, _) in builder.Outputs)
        {
            var value = output.Producer!.Inputs[0]!;
            if (value.Producer is null || !renamed.TryAdd(value.Name, output.Name)) continue;
            gone.Add(output.Producer);
        }

        return GraphRewriter.Rename(nodes.Where(node => !gone.Contains(node)), value => renamed.GetValueOrDefault(value.Name, value.Name));
    }

    // A weight that is only ever read transposed is stored transposed.
    private static List<GraphNode> TransposeWeights(List<GraphNode> nodes)
    {
        var readers = nodes.SelectMany(node => node.Inputs).OfType<GraphValue>().GroupBy(value => value)
            .ToDictionary(group => group.Key, group => group.Count());
        var stored = nodes
            .Where(node => node.Operation == "Transpose" && node.Inputs[0] is { Constant: not null } weight && readers[weight] == 1
                && readers.ContainsKey(node.Outputs[0]))
            .Select(node => node.Name).ToHashSet(StringComparer.Ordinal);
        return GraphRewriter.Remove(nodes, node =>
        {
            if (!stored.Contains(node.Name)) return null;
            var permutation = (long[])node.Attributes.Single(attribute => attribute.Name == "perm").Value;
            var value = node.Inputs[0]!;

            // Over the same memory: it is brought into order where it is written.
            return new GraphValue(value.Name, value.Type, value.Constant!.permute(permutation));
        });
    }

    private static GraphValue[] Initializers(List<GraphNode> nodes) =>
        nodes.SelectMany(node => node.Inputs).OfType<GraphValue>().Where(value => value.Constant is not null)
            .DistinctBy(value => value.Name, StringComparer.Ordinal).ToArray();
}
