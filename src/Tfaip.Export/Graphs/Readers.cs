namespace Tfaip.Export.Graphs;

/// <summary>How often each value of a graph is read; to be an output is to be read, too.</summary>
internal sealed class Readers
{
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    public Readers(IEnumerable<GraphNode> nodes, IEnumerable<string> outputs)
    {
        foreach (var name in nodes.SelectMany(node => node.Inputs).OfType<GraphValue>().Select(value => value.Name).Concat(outputs))
        {
            _counts[name] = _counts.GetValueOrDefault(name) + 1;
        }
    }

    /// <summary>Whether one node alone reads a value, or it alone is that output.</summary>
    public bool IsReadOnce(GraphValue value) => _counts.GetValueOrDefault(value.Name) == 1;
}
