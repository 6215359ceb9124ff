namespace Tfaip.Export.Graphs;

/// <summary>Where the nodes that are made at the moment come from.</summary>
/// <param name="ModulePath">The path of the module, empty for the model itself.</param>
/// <param name="Line">The source line, such as <c>Net.cs:12</c>, or empty.</param>
internal readonly record struct NodeScope(string ModulePath, string Line);
