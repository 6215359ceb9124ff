namespace Tfaip.Export.Graphs;

/// <summary>One application of an ONNX operator.</summary>
internal sealed class GraphNode
{
    public GraphNode(string name, string operation, IReadOnlyList<GraphValue?> inputs, IReadOnlyList<GraphAttribute> attributes) =>
        (Name, Operation, Inputs, Attributes) = (name, operation, inputs, attributes);

    /// <summary>The name: the path of the module, then the operator.</summary>
    public string Name { get; }

    /// <summary>The operator, such as <c>MatMul</c>.</summary>
    public string Operation { get; }

    /// <summary>The inputs; null for an optional one that is not there.</summary>
    public IReadOnlyList<GraphValue?> Inputs { get; }

    /// <summary>The attributes.</summary>
    public IReadOnlyList<GraphAttribute> Attributes { get; }

    /// <value>The outputs. Default: none yet.</value>
    public IReadOnlyList<GraphValue> Outputs { get; set; } = [];

    /// <value>The source line that the node comes from, such as <c>Net.cs:12</c>. Default: empty, not known.</value>
    public string Line { get; init; } = "";
}
