using System.Globalization;
using Tfaip.Parameters.Hints;
using Tfaip.Parameters.Trees;

namespace Tfaip.Parameters.Binding;

/// <summary>Puts one tree over another: what includes a file over that file, the command line over both.</summary>
internal static class NodeMerger
{
    /// <summary>A node with another one over it.</summary>
    /// <param name="under">The node below, or null where there is none.</param>
    /// <param name="over">The node above it.</param>
    /// <param name="path">The path of both, for messages.</param>
    /// <param name="errors">Where a missing element of a list is reported.</param>
    public static ConfigNode Merge(ConfigNode? under, ConfigNode over, string path, ErrorList errors) => (under, over) switch
    {
        (null, _) => over,
        (_, OverrideNode { Under: var first, Over: var second }) => Merge(Merge(under, first, path, errors), second, path, errors),
        (SequenceNode list, AppendNode more) => list with { Items = [.. list.Items, .. more.Items] },
        (AppendNode some, AppendNode more) => some with { Items = [.. some.Items, .. more.Items] },
        (ScalarNode { Text: null }, AppendNode more) => new SequenceNode(more.Items, more.Origin),
        (_, AppendNode) => new OverrideNode(under, over),
        (MappingNode or OverrideNode, ScalarNode { Text: not null }) => new OverrideNode(under, over),
        (MappingNode, MappingNode edits) when edits.Find(ParameterBinder.TypeKey) is not null => new OverrideNode(under, over),
        (OverrideNode or AppendNode, MappingNode) => new OverrideNode(under, over),
        (MappingNode mapping, MappingNode edits) => MergeEntries(mapping, edits, path, errors),
        (ScalarNode { Text: not null, Origin: ArgumentOrigin }, MappingNode) => new OverrideNode(under, over),
        // An expression may stand for anything; when it is known, the two are merged again.
        (ScalarNode { Text: ['$', '{', .., '}'] }, MappingNode) => new OverrideNode(under, over),
        (ScalarNode { Text: not null } variant, MappingNode edits) => Expand(variant, edits),
        (SequenceNode list, MappingNode edits) when Arguments.AreEdits(edits) => MergeItems(list, edits, path, errors),
        _ => over,
    };

    /// <summary>The entries of both mappings; those above win.</summary>
    public static MappingNode MergeEntries(MappingNode under, MappingNode over, string path, ErrorList errors)
    {
        var entries = under.Entries.ToList();
        var places = entries.Index().ToDictionary(entry => entry.Item.Key, entry => entry.Index);
        foreach (var edit in over.Entries)
        {
            if (!places.TryGetValue(edit.Key, out var i)) entries.Add(edit);
            else entries[i] = edit with { Value = Merge(entries[i].Value, edit.Value, Join(path, edit.Key), errors) };
        }

        return under with { Entries = entries };
    }

    /// <summary>The number of an element that the list has, or null.</summary>
    public static int? IndexOf(string key, int count) =>
        int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var i) && i < count ? i : null;

    /// <summary>What to say where the list does not have the element.</summary>
    public static string NoElement(string name, string key, int count) =>
        $"{name} has no element '{Expectations.Short(key)}'; it is a list of {count}, counted from 0.";

    // A text in place of a polymorphic node's mapping, with entries: its type and those entries.
    private static MappingNode Expand(ScalarNode variant, MappingNode entries) =>
        entries.Find(ParameterBinder.TypeKey) is null
            ? entries with { Entries = [new(ParameterBinder.TypeKey, variant.Origin, variant), .. entries.Entries] }
            : entries;

    public static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";

    private static SequenceNode MergeItems(SequenceNode list, MappingNode edits, string path, ErrorList errors)
    {
        var items = list.Items.ToArray();
        foreach (var edit in edits.Entries)
        {
            if (IndexOf(edit.Key, items.Length) is { } i) items[i] = Merge(items[i], edit.Value, Join(path, edit.Key), errors);
            else errors.Add(edit.KeyOrigin, NoElement(path, edit.Key, items.Length));
        }

        return list with { Items = items };
    }
}
