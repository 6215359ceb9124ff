using System.Globalization;

namespace Tfaip.Processors.Parameters;

/// <summary>Puts what the command line says over what a file says.</summary>
internal static class NodeMerger
{
    /// <summary>A node with another one over it.</summary>
    /// <param name="under">The node of the file, or null where the file does not have it.</param>
    /// <param name="over">The node of the command line.</param>
    /// <param name="path">The path of both, for messages.</param>
    /// <param name="errors">Where a missing element of a list is reported.</param>
    public static ConfigNode Merge(ConfigNode? under, ConfigNode over, string path, ErrorList errors) => (under, over) switch
    {
        (OverrideNode { Over: MappingNode earlier } node, ScalarNode { Text: not null } variant) =>
            node with { Over = MergeEntries(earlier, Expand(variant, new([], variant.Origin)), path, errors) },
        (OverrideNode node, ScalarNode { Text: not null }) => node with { Over = over },
        (OverrideNode { Over: MappingNode earlier } node, MappingNode edits) => node with { Over = MergeEntries(earlier, edits, path, errors) },
        (OverrideNode { Over: ScalarNode earlier } node, MappingNode edits) => node with { Over = Expand(earlier, edits) },
        (MappingNode mapping, ScalarNode { Text: not null }) => new OverrideNode(mapping, over),
        (MappingNode mapping, MappingNode edits) when edits.Find(ParameterBinder.TypeKey) is not null => new OverrideNode(mapping, over),
        (MappingNode mapping, MappingNode edits) => MergeEntries(mapping, edits, path, errors),
        (ScalarNode { Text: not null } variant, MappingNode edits) => Expand(variant, edits),
        (SequenceNode list, MappingNode edits) => MergeItems(list, edits, path, errors),
        _ => over,
    };

    /// <summary>The entries of both mappings; those of the command line win.</summary>
    public static MappingNode MergeEntries(MappingNode under, MappingNode over, string path, ErrorList errors)
    {
        var entries = under.Entries.ToList();
        foreach (var edit in over.Entries)
        {
            var i = entries.FindIndex(entry => entry.Key == edit.Key);
            if (i < 0) entries.Add(edit);
            else entries[i] = entries[i] with { Value = Merge(entries[i].Value, edit.Value, Join(path, edit.Key), errors) };
        }

        return under with { Entries = entries };
    }

    /// <summary>The number of an element that the list has, or null.</summary>
    public static int? IndexOf(string key, int count) =>
        int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var i) && i < count ? i : null;

    /// <summary>What to say where the list does not have the element.</summary>
    public static string NoElement(string name, string key, int count) =>
        $"{name} has no element '{Expectations.Short(key)}'; it is a list of {count}, counted from 0.";

    /// <summary>A text in place of a polymorphic node's mapping, with entries: its <c>type</c> and those entries.</summary>
    public static MappingNode Expand(ScalarNode variant, MappingNode entries) =>
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
