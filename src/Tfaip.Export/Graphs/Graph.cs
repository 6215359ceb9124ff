using Tfaip.Export.Programs.Sizes;

namespace Tfaip.Export.Graphs;

/// <summary>A finished graph.</summary>
/// <param name="Opset">The version of the operator set.</param>
/// <param name="Inputs">The inputs with their shapes.</param>
/// <param name="Outputs">The outputs with their shapes.</param>
/// <param name="Nodes">The nodes; each follows the makers of its inputs.</param>
/// <param name="Initializers">The initialisers in the order of their first use.</param>
/// <param name="Renamed">Values that became outputs: the name while the graph was built, and the output's.</param>
internal sealed record Graph(
    int Opset,
    IReadOnlyList<(GraphValue Value, IReadOnlyList<Size> Shape)> Inputs,
    IReadOnlyList<(GraphValue Value, IReadOnlyList<Size> Shape)> Outputs,
    IReadOnlyList<GraphNode> Nodes,
    IReadOnlyList<GraphValue> Initializers,
    IReadOnlyDictionary<string, string> Renamed);
