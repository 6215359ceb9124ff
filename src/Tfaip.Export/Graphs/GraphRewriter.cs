namespace Tfaip.Export.Graphs;

/// <summary>Builds the nodes of a graph again, with changes.</summary>
internal static class GraphRewriter
{
    /// <summary>The nodes with other nodes in the place of some.</summary>
    /// <param name="nodes">The nodes; each follows the makers of its inputs.</param>
    /// <param name="change">
    /// What takes the place of a node, whose inputs are rewritten already: the node itself, or one without outputs, which gets the node's.
    /// </param>
    public static List<GraphNode> Replace(IEnumerable<GraphNode> nodes, Func<GraphNode, GraphNode> change) =>
        Rewrite(nodes, change, _ => null, value => value.Name);

    /// <summary>The nodes without those whose only output is replaced by another value.</summary>
    /// <param name="nodes">The nodes; each follows the makers of its inputs.</param>
    /// <param name="value">What takes the place of a node's output, its inputs being rewritten already; null keeps the node.</param>
    public static List<GraphNode> Remove(IEnumerable<GraphNode> nodes, Func<GraphNode, GraphValue?> value) =>
        Rewrite(nodes, node => node, value, output => output.Name);

    /// <summary>The nodes with other names of their outputs.</summary>
    public static List<GraphNode> Rename(IEnumerable<GraphNode> nodes, Func<GraphValue, string> name) =>
        Rewrite(nodes, node => node, _ => null, name);

    private static List<GraphNode> Rewrite(
        IEnumerable<GraphNode> nodes,
        Func<GraphNode, GraphNode> change,
        Func<GraphNode, GraphValue?> replace,
        Func<GraphValue, string> name)
    {
        var values = new Dictionary<GraphValue, GraphValue>();
        var rewritten = new List<GraphNode>();
        foreach (var node in nodes)
        {
            var copy = change(new GraphNode(
                node.Name,
                node.Operation,
                [.. node.Inputs.Select(value => value is null ? null : values.GetValueOrDefault(value, value))],
                node.Attributes)
            {
                Line = node.Line,
            });
            if (replace(copy) is { } replacement)
            {
                values.Add(node.Outputs[0], replacement);
                continue;
            }

            copy.Outputs = [.. node.Outputs.Select(value => new GraphValue(name(value), value.Type, producer: copy))];
            foreach (var (old, fresh) in node.Outputs.Zip(copy.Outputs)) values.Add(old, fresh);
            rewritten.Add(copy);
        }

        return rewritten;
    }
}
