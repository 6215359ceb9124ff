using Tfaip.Export.Graphs;

namespace Tfaip.Export.Lowering;

/// <summary>A program as a graph.</summary>
/// <param name="Graph">The graph.</param>
/// <param name="Names">The names in the graph of the values of the program, where they are there.</param>
internal sealed record LoweredProgram(Graph Graph, IReadOnlyDictionary<int, string> Names);
