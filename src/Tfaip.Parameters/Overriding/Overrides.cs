using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Hints;
using Tfaip.Parameters.Trees;

namespace Tfaip.Parameters.Overriding;

/// <summary>
/// The parameters of a command line, put over a tree: <c>--a.b value</c>, <c>--a.b=value</c>, <c>--a.list 1 2 3</c>,
/// <c>--a.list+ 4</c>, <c>--a.list.0.key value</c>, <c>--a.node variant</c>, <c>--a.b '[[1, 2], [3]]'</c>.
/// </summary>
/// <remarks>
/// The order of the arguments means nothing, but that of two values for the same path the last one counts, and what is appended
/// to a list comes in its order. An element of a list is named by its number from 0 on, appended ones after those that are
/// there. A text in brackets is a list or a mapping where its parameter is no text.
/// </remarks>
internal static class Overrides
{
    /// <summary>Puts arguments over a tree.</summary>
    /// <param name="tree">The tree, as a file has it.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="firstPosition">The position of the first one on the command line, from 1.</param>
    /// <exception cref="ConfigurationException">
    /// An argument cannot be understood, or names an element that a list does not have.
    /// </exception>
    public static ConfigNode Apply(ConfigNode tree, IReadOnlyList<string> arguments, int firstPosition) =>
        Apply(tree, [(arguments, firstPosition)]);

    /// <summary>Puts arguments over a tree that do not stand together on the command line.</summary>
    /// <param name="tree">The tree, as a file has it.</param>
    /// <param name="groups">Arguments that stand together, each with the position of its first one on the command line, from 1.</param>
    /// <exception cref="ConfigurationException">
    /// An argument cannot be understood, or names an element that a list does not have.
    /// </exception>
    public static ConfigNode Apply(ConfigNode tree, IEnumerable<(IReadOnlyList<string> Arguments, int FirstPosition)> groups)
    {
        ArgumentNullException.ThrowIfNull(tree);
        return Parse(groups) is { } edits ? Put(tree, edits) : tree;
    }

    /// <summary>The tree that arguments alone make, to be put over another one; null where there are none.</summary>
    /// <param name="groups">Arguments that stand together, each with the position of its first one on the command line, from 1.</param>
    /// <exception cref="ConfigurationException">An argument cannot be understood.</exception>
    public static ConfigNode? Parse(IEnumerable<(IReadOnlyList<string> Arguments, int FirstPosition)> groups) =>
        Parse(groups, (_, _) => null);

    /// <summary>The tree that arguments alone make, to be put over another one; null where there are none.</summary>
    /// <param name="groups">Arguments that stand together, each with the position of its first one on the command line, from 1.</param>
    /// <param name="flow">
    /// Reads a value that begins with a bracket, given with the argument that names the parameter, as a list or mapping; null where it
    /// is neither. Origins within the value have a <see cref="ArgumentOrigin.Column"/>.
    /// </param>
    /// <exception cref="ConfigurationException">An argument cannot be understood.</exception>
    public static ConfigNode? Parse(
        IEnumerable<(IReadOnlyList<string> Arguments, int FirstPosition)> groups, Func<string, ArgumentOrigin, ConfigNode?> flow)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(flow);
        var errors = new ErrorList();
        var assignments = new List<Assignment>();
        var parser = new ArgumentParser(flow);
        foreach (var (arguments, firstPosition) in groups) parser.Parse(arguments, firstPosition, assignments, errors);
        errors.ThrowIfAny();
        if (assignments.Count == 0) return null;

        // Shorter paths come first, so that what a longer one goes through is there; what is appended follows what it is appended to.
        ConfigNode edits = new MappingNode([], assignments[0].Origin);
        foreach (var assignment in assignments.OrderBy(each => each.Path.Count).ThenBy(each => each.Value is AppendNode))
            edits = Set(edits, assignment, 0, errors);
        errors.ThrowIfAny();
        return edits;
    }

    /// <summary>
    /// Puts one tree over another: mappings are merged, anything else above takes the place of what is below it. Only the binder
    /// can say what of a variant below stays below another one above, so that both are kept there as an <see cref="OverrideNode"/>.
    /// </summary>
    /// <param name="under">The tree below.</param>
    /// <param name="over">The tree above: a file's, or one made of arguments.</param>
    /// <param name="path">The path of both in a larger tree, for messages.</param>
    /// <exception cref="ConfigurationException">An argument names an element that a list does not have.</exception>
    public static ConfigNode Put(ConfigNode under, ConfigNode over, string path = "")
    {
        ArgumentNullException.ThrowIfNull(under);
        ArgumentNullException.ThrowIfNull(over);
        ArgumentNullException.ThrowIfNull(path);
        var errors = new ErrorList();
        var result = NodeMerger.Merge(under, over, path, errors);
        errors.ThrowIfAny();
        return result;
    }

    private static ConfigNode Set(ConfigNode? node, Assignment assignment, int depth, ErrorList errors)
    {
        if (depth == assignment.Path.Count)
            return assignment.Value is AppendNode
                ? NodeMerger.Merge(node, assignment.Value, PathOf(assignment, depth), errors)
                : assignment.Value;
        switch (node)
        {
            case null:
                return SetEntry(new([], assignment.Origin), assignment, depth, errors);
            case MappingNode mapping:
                return SetEntry(mapping, assignment, depth, errors);
            case SequenceNode list:
                return SetItem(list, assignment, depth, errors);
            case OverrideNode { Over: MappingNode mapping } changed:
                return changed with { Over = SetEntry(mapping, assignment, depth, errors) };
            case ScalarNode { Text: null } none:
                errors.Add(
                    assignment.Origin,
                    $"{PathOf(assignment, depth)} is null ({none.Origin}), so there is nothing in it to be set; leave one of the two out.");
                return node;
            default:
                // A variant, a list of one, a text in brackets, appended elements: which, the parameter decides.
                return new OverrideNode(node, SetEntry(new([], assignment.Origin), assignment, depth, errors));
        }
    }

    private static MappingNode SetEntry(MappingNode mapping, Assignment assignment, int depth, ErrorList errors)
    {
        var entries = mapping.Entries.ToList();
        var at = entries.FindIndex(entry => entry.Key == assignment.Path[depth]);
        var value = Set(at < 0 ? null : entries[at].Value, assignment, depth + 1, errors);
        if (at < 0) entries.Add(new(assignment.Path[depth], assignment.Origin, value));
        else entries[at] = entries[at] with { Value = value };
        return mapping with { Entries = entries };
    }

    private static SequenceNode SetItem(SequenceNode list, Assignment assignment, int depth, ErrorList errors)
    {
        var items = list.Items.ToArray();
        var key = assignment.Path[depth];
        if (NodeMerger.IndexOf(key, items.Length) is { } i) items[i] = Set(items[i], assignment, depth + 1, errors);
        else errors.Add(assignment.Origin, NodeMerger.NoElement(PathOf(assignment, depth), key, items.Length));
        return list with { Items = items };
    }

    private static string PathOf(Assignment assignment, int depth) => string.Join('.', assignment.Path.Take(depth));
}
