namespace Tfaip.Processors.Parameters;

/// <summary>
/// The parameters of a command line, put over a tree: <c>--a.b value</c>, <c>--a.b=value</c>, <c>--a.list 1 2 3</c>,
/// <c>--a.node variant</c>, <c>--a.list.0.key value</c>.
/// </summary>
/// <remarks>
/// The order of the arguments means nothing, but that of two values for the same path the last one counts. An element of
/// a list is named by its number from 0 on.
/// </remarks>
public static class Overrides
{
    /// <summary>Puts arguments over a tree.</summary>
    /// <param name="tree">The tree, as a file has it.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="firstPosition">The position of the first one on the command line, from 1.</param>
    /// <exception cref="ConfigurationException">An argument cannot be understood, or names an element that a list does not have.</exception>
    public static ConfigNode Apply(ConfigNode tree, IReadOnlyList<string> arguments, int firstPosition) =>
        Apply(tree, [(arguments, firstPosition)]);

    /// <summary>Puts arguments over a tree that do not stand together on the command line.</summary>
    /// <param name="tree">The tree, as a file has it.</param>
    /// <param name="groups">Arguments that stand together, each with the position of its first one on the command line, from 1.</param>
    /// <exception cref="ConfigurationException">An argument cannot be understood, or names an element that a list does not have.</exception>
    public static ConfigNode Apply(ConfigNode tree, IEnumerable<(IReadOnlyList<string> Arguments, int FirstPosition)> groups)
    {
        ArgumentNullException.ThrowIfNull(tree);
        return Parse(groups) is { } edits ? Put(tree, edits) : tree;
    }

    /// <summary>The tree that arguments alone make, to be put over another one; null where there are none.</summary>
    /// <param name="groups">Arguments that stand together, each with the position of its first one on the command line, from 1.</param>
    /// <exception cref="ConfigurationException">An argument cannot be understood.</exception>
    public static ConfigNode? Parse(IEnumerable<(IReadOnlyList<string> Arguments, int FirstPosition)> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var errors = new ErrorList();
        var assignments = new List<Assignment>();
        foreach (var (arguments, firstPosition) in groups) ArgumentParser.Parse(arguments, firstPosition, assignments, errors);
        errors.ThrowIfAny();
        if (assignments.Count == 0) return null;

        var edits = new MappingNode([], assignments[0].Origin);
        foreach (var assignment in assignments.OrderBy(assignment => assignment.Path.Count))
            edits = (MappingNode)Set(edits, assignment, 0, errors);
        errors.ThrowIfAny();
        return edits;
    }

    /// <summary>
    /// Puts one tree over another: mappings are merged, anything else above takes the place of what is below it. Only the binder
    /// can say what of a variant below stays below another one above, so that both are kept there as an <see cref="OverrideNode"/>.
    /// </summary>
    /// <param name="under">The tree below.</param>
    /// <param name="over">The tree above: a file's, or what <see cref="Parse"/> made of arguments.</param>
    /// <exception cref="ConfigurationException">An argument names an element that a list does not have.</exception>
    public static ConfigNode Put(ConfigNode under, ConfigNode over)
    {
        ArgumentNullException.ThrowIfNull(under);
        ArgumentNullException.ThrowIfNull(over);
        var errors = new ErrorList();
        var result = NodeMerger.Merge(under, over, "", errors);
        errors.ThrowIfAny();
        return result;
    }

    // The tree that the arguments alone make. Shorter paths come first, so that what a longer one goes through is there.
    private static ConfigNode Set(ConfigNode? node, Assignment assignment, int depth, ErrorList errors)
    {
        if (depth == assignment.Path.Count) return assignment.Value;
        var key = assignment.Path[depth];
        if (node is SequenceNode list)
        {
            var items = list.Items.ToArray();
            if (NodeMerger.IndexOf(key, items.Length) is { } i) items[i] = Set(items[i], assignment, depth + 1, errors);
            else errors.Add(assignment.Origin, NodeMerger.NoElement(string.Join('.', assignment.Path.Take(depth)), key, items.Length));
            return list with { Items = items };
        }

        var mapping = node as MappingNode ?? new MappingNode([], assignment.Origin);
        if (node is ScalarNode { Text: not null } variant) mapping = NodeMerger.Expand(variant, mapping);
        var entries = mapping.Entries.ToList();
        var at = entries.FindIndex(entry => entry.Key == key);
        var value = Set(at < 0 ? null : entries[at].Value, assignment, depth + 1, errors);
        if (at < 0) entries.Add(new(key, assignment.Origin, value));
        else entries[at] = entries[at] with { Value = value };
        return mapping with { Entries = entries };
    }
}
