namespace Tfaip.Export.Graphs;

/// <summary>A graph inside of a node, such as the step of a <c>Scan</c>. It reads nothing but its inputs and its initialisers.</summary>
/// <param name="Inputs">Its inputs.</param>
/// <param name="Outputs">Its outputs, each made by one of its nodes and each another one.</param>
/// <param name="Nodes">Its nodes; each follows the makers of its inputs.</param>
/// <param name="Initializers">Its initialisers.</param>
internal sealed record GraphBody(
    IReadOnlyList<GraphValue> Inputs,
    IReadOnlyList<GraphValue> Outputs,
    IReadOnlyList<GraphNode> Nodes,
    IReadOnlyList<GraphValue> Initializers);
