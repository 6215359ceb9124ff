namespace Tfaip.Parameters.Trees;

/// <summary>
/// A node of a parameter tree before it has types: what YAML, JSON and the command line have in common. Immutable.
/// </summary>
/// <param name="Origin">Where the node comes from.</param>
public abstract record ConfigNode(Origin Origin);

/// <summary>A scalar, still as text; the type that it is bound to decides what the text means.</summary>
/// <param name="Text">The text, or null for the null value.</param>
/// <param name="IsQuoted">True where the text was quoted, so that <c>"null"</c> and <c>"1"</c> are strings.</param>
/// <param name="Origin">Where the scalar comes from.</param>
public sealed record ScalarNode(string? Text, bool IsQuoted, Origin Origin) : ConfigNode(Origin)
{
    /// <value>
    /// What the text is where its parameter is no scalar: the list or mapping of an argument such as <c>[1, 2]</c>. Default: null.
    /// </value>
    internal ConfigNode? Flow { get; init; }
}

/// <summary>A list of nodes.</summary>
/// <param name="Items">The items in their order.</param>
/// <param name="Origin">Where the list begins.</param>
public sealed record SequenceNode(IReadOnlyList<ConfigNode> Items, Origin Origin) : ConfigNode(Origin);

/// <summary>A mapping of names to nodes, in the order of the file; names are unique.</summary>
/// <param name="Entries">The entries in their order.</param>
/// <param name="Origin">Where the mapping begins.</param>
public sealed record MappingNode(IReadOnlyList<MappingEntry> Entries, Origin Origin) : ConfigNode(Origin)
{
    /// <summary>The entry of that key, or null.</summary>
    public MappingEntry? Find(string key) => Entries.FirstOrDefault(entry => entry.Key == key);
}

/// <summary>An entry of a mapping.</summary>
/// <param name="Key">The name, in snake_case.</param>
/// <param name="KeyOrigin">Where the name stands.</param>
/// <param name="Value">The node that it names.</param>
public sealed record MappingEntry(string Key, Origin KeyOrigin, ConfigNode Value);
