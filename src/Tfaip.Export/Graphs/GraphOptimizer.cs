namespace Tfaip.Export.Graphs;

/// <summary>
/// Takes out of a graph what need not be in it: nodes that no output needs, identities, initialisers that no node reads, and
/// transpositions of weights.
/// </summary>
internal static class GraphOptimizer
{
    /// <summary>The finished graph of what has been built.</summary>
    public static Graph Finish(GraphBuilder builder)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var nodes = NameOutputsDirectly(Live(builder.Nodes, builder.Outputs.Select(output => output.Value)), builder, names);
        nodes = TransposeWeights(nodes);
        var values = nodes.SelectMany(node => node.Outputs).ToDictionary(value => value.Name, StringComparer.Ordinal);
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

        return Rewrite(nodes.Where(node => !gone.Contains(node)), _ => null, value => renamed.GetValueOrDefault(value.Name, value.Name));
    }

    // A weight that is only ever read transposed is stored transposed.
    private static List<GraphNode> TransposeWeights(List<GraphNode> nodes)
    {
        var readers = nodes.SelectMany(node => node.Inputs).OfType<GraphValue>().GroupBy(value => value)
            .ToDictionary(group => group.Key, group => group.Count());
        var outputs = new Dictionary<GraphNode, GraphValue>();
        foreach (var node in nodes)
        {
            if (node.Operation == "Transpose" && node.Inputs[0] is { Constant: { } weight } value && readers[value] == 1
                && readers.ContainsKey(node.Outputs[0]))
            {
                var permutation = (long[])node.Attributes.Single(attribute => attribute.Name == "perm").Value;
                outputs.Add(node, new GraphValue(value.Name, value.Type, weight.permute(permutation).contiguous()));
            }
        }

        return outputs.Count == 0 ? nodes : Rewrite(nodes, outputs.GetValueOrDefault, value => value.Name);
    }

    // Builds the nodes again; those that `constant` gives a value for are replaced by it.
    private static List<GraphNode> Rewrite(IEnumerable<GraphNode> nodes, Func<GraphNode, GraphValue?> constant, Func<GraphValue, string> name)
    {
        var values = new Dictionary<GraphValue, GraphValue>();
        var rewritten = new List<GraphNode>();
        foreach (var node in nodes)
        {
            if (constant(node) is { } replacement)
            {
                values.Add(node.Outputs[0], replacement);
                continue;
            }

            var copy = new GraphNode(
                node.Name, node.Operation, [.. node.Inputs.Select(value => value is null ? null : values.GetValueOrDefault(value, value))], node.Attributes)
            {
                Line = node.Line,
            };
            copy.Outputs = [.. node.Outputs.Select(value => new GraphValue(name(value), value.Type, producer: copy))];
            foreach (var (old, fresh) in node.Outputs.Zip(copy.Outputs)) values.Add(old, fresh);
            rewritten.Add(copy);
        }

        return rewritten;
    }

    private static GraphValue[] Initializers(List<GraphNode> nodes) =>
        nodes.SelectMany(node => node.Inputs).OfType<GraphValue>().Where(value => value.Constant is not null)
            .DistinctBy(value => value.Name, StringComparer.Ordinal).ToArray();
}
