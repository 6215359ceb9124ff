namespace Tfaip.Export.Graphs;

/// <summary>Makes one transposition of two, and none of two that undo each other.</summary>
internal static class TransposeFusion
{
    public static List<GraphNode> Fuse(IReadOnlyList<GraphNode> nodes, IReadOnlyList<string> outputs)
    {
        var kept = outputs.ToHashSet(StringComparer.Ordinal);
        var undone = nodes.Where(node => node.Operation == "Transpose" && kept.Contains(node.Outputs[0].Name)).Select(node => node.Name)
            .ToHashSet(StringComparer.Ordinal);
        return GraphRewriter.Remove(
            GraphRewriter.Replace(nodes, Fused), node => IsNothing(node) && !undone.Contains(node.Name) ? node.Inputs[0] : null);
    }

    private static GraphNode Fused(GraphNode node) =>
        node is { Operation: "Transpose", Inputs: [{ Producer: { Operation: "Transpose" } first }] }
            ? new GraphNode(
                node.Name,
                node.Operation,
                first.Inputs,
                [("perm", Permutation(node).Select(axis => Permutation(first)[axis]).ToArray())])
            { Line = node.Line }
            : node;

    private static bool IsNothing(GraphNode node) =>
        node.Operation == "Transpose" && Permutation(node).Index().All(axis => axis.Item == axis.Index);

    private static long[] Permutation(GraphNode node) => (long[])node.Attributes.Single(attribute => attribute.Name == "perm").Value;
}
