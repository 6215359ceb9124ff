using static TorchSharp.torch;

namespace Tfaip.Export.Graphs;

/// <summary>One tensor of a graph: an input, an initialiser or an output of a node.</summary>
internal sealed class GraphValue
{
    public GraphValue(string name, ScalarType type, Tensor? constant = null, GraphNode? producer = null) =>
        (Name, Type, Constant, Producer) = (name, type, constant, producer);

    /// <summary>The name, the only one of its kind in the graph.</summary>
    public string Name { get; }

    /// <summary>The type of its elements.</summary>
    public ScalarType Type { get; }

    /// <summary>The tensor of an initialiser, else null.</summary>
    public Tensor? Constant { get; }

    /// <summary>The node that makes it, or null for inputs and initialisers.</summary>
    public GraphNode? Producer { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
