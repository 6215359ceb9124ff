namespace Tfaip.Parameters.Trees;

/// <summary>Elements that are appended to a list: to the one below, where the node is over one, else to the default.</summary>
/// <param name="Items">The elements in their order.</param>
/// <param name="Origin">The first argument that appends.</param>
internal sealed record AppendNode(IReadOnlyList<ConfigNode> Items, Origin Origin) : ConfigNode(Origin);
