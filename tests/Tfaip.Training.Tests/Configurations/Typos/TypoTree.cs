using Tfaip.Parameters;
using Tfaip.Parameters.Shapes;
using Tfaip.Parameters.Trees;

namespace Tfaip.Training.Tests.Configurations.Typos;

/// <summary>Writes typos into a tree, or as arguments.</summary>
internal static class TypoTree
{
    /// <summary>The tree with the key renamed, or with the key that does not belong there.</summary>
    public static ConfigNode Write(ConfigNode tree, Typo typo)
    {
        var isRenamed = typo.Meant == Join(typo.Node, typo.Meant.Split('.')[^1])
            && typo.Kind is not (TypoKind.WrongLevel or TypoKind.OtherVariant or TypoKind.OtherVariantMisspelt);
        return Change(tree, typo.Node.Length == 0 ? [] : typo.Node.Split('.'), mapping =>
        {
            var meant = typo.Meant.Split('.')[^1];
            var value = new ScalarNode("1", false, Origin.Default);
            return isRenamed
                ? mapping with
                {
                    Entries = [.. mapping.Entries.Select(entry => entry.Key == meant ? entry with { Key = typo.Key } : entry)]
                }
                : mapping with { Entries = [.. mapping.Entries, new(typo.Key, Origin.Default, value)] };
        });
    }

    /// <summary>The arguments that name the key; of a node one of the parameters in it.</summary>
    public static (string[] Arguments, string Meant) Arguments(ParameterView root, Typo typo)
    {
        var view = root.Find(typo.Meant);
        var below = "";
        for (; view is { Children.Count: > 0, Record: not null }; view = view.Children[0]) below = $"{below}.{view.Children[0].Name}";
        return ([$"--{Join(typo.Node, typo.Key)}{below}", "1"], $"--{typo.Meant}{below}");
    }

    private static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";

    private static ConfigNode Change(ConfigNode node, ReadOnlySpan<string> path, Func<MappingNode, MappingNode> change)
    {
        if (path.Length == 0) return change((MappingNode)node);
        var name = path[0];
        if (node is MappingNode mapping)
        {
            var entries = mapping.Entries.ToArray();
            var i = Array.FindIndex(entries, entry => entry.Key == name);
            entries[i] = entries[i] with { Value = Change(entries[i].Value, path[1..], change) };
            return mapping with { Entries = entries };
        }

        var items = ((SequenceNode)node).Items.ToArray();
        var at = int.Parse(name, System.Globalization.CultureInfo.InvariantCulture);
        items[at] = Change(items[at], path[1..], change);
        return new SequenceNode(items, node.Origin);
    }
}
