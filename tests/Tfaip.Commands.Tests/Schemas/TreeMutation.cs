using System.Globalization;
using System.Text.RegularExpressions;
using Tfaip.Parameters;
using Tfaip.Parameters.Trees;

namespace Tfaip.Commands.Tests.Schemas;

/// <summary>
/// Changes one place of a tree, mostly to something wrong. 1e9 is left out: JSON has no other whole number for it, the loader wants
/// the digits.
/// </summary>
internal static partial class TreeMutation
{
    public static ConfigNode Mutate(ConfigNode tree, Random random)
    {
        var places = new List<string>();
        Collect(tree, "", places);
        return At(tree, "", places[random.Next(places.Count)], random);
    }

    /// <summary>
    /// Whether a record found it that checks its values against each other: its message begins with the path and a colon.
    /// </summary>
    public static bool IsCrossField(ConfigurationError error) => CrossField().IsMatch(error.Message);

    [GeneratedRegex(@"\A[a-z0-9_.]+: ")]
    private static partial Regex CrossField();

    private static void Collect(ConfigNode node, string path, List<string> places)
    {
        places.Add(path);
        if (node is MappingNode mapping) foreach (var entry in mapping.Entries) Collect(entry.Value, $"{path}/{entry.Key}", places);
        if (node is SequenceNode list) foreach (var (i, item) in list.Items.Index()) Collect(item, $"{path}/{i}", places);
    }

    private static ConfigNode At(ConfigNode node, string path, string place, Random random)
    {
        if (path == place) return Changed(node, random);
        return node switch
        {
            MappingNode mapping => mapping with
            {
                Entries = [.. mapping.Entries.Select(entry => entry with { Value = At(entry.Value, $"{path}/{entry.Key}", place, random) })]
            },
            SequenceNode list => list with { Items = [.. list.Items.Select((item, i) => At(item, $"{path}/{i}", place, random))] },
            _ => node,
        };
    }

    private static ConfigNode Changed(ConfigNode node, Random random)
    {
        switch (node, random.Next(6))
        {
            case (MappingNode { Entries.Count: > 0 } mapping, 0):
                var dropped = random.Next(mapping.Entries.Count);
                return mapping with { Entries = [.. mapping.Entries.Where((_, i) => i != dropped)] };
            case (MappingNode mapping, < 4):
                return mapping with { Entries = [.. mapping.Entries, new($"key_{random.Next(100)}", Origin.Default, Scalar("1"))] };
            case (MappingNode, _):
                return random.Next(2) == 0 ? Scalar("nothing") : new SequenceNode([node], Origin.Default);
            case (SequenceNode, < 3):
                return random.Next(2) == 0 ? Scalar("nothing") : new MappingNode([new("key", Origin.Default, Scalar("1"))], Origin.Default);
            case (SequenceNode list, 3):
                return list with { Items = [] };
            case (SequenceNode list, _):
                return list with { Items = [.. list.Items, random.Next(2) == 0 ? Scalar(null) : new SequenceNode([], Origin.Default)] };
            case (_, 0): return Scalar(null);
            case (_, 1): return new SequenceNode([node], Origin.Default);
            case (_, 2): return new MappingNode([new("key", Origin.Default, node)], Origin.Default);
            case (_, 3): return Scalar(random.Next(-10, 10).ToString(CultureInfo.InvariantCulture));
            case (_, 4): return Scalar(new[] { "true", "0.5", "-1.5", ".inf", "5000000000", "-5000000000" }[random.Next(6)]);
            default: return new ScalarNode(new[] { "", "nothing", "adam", "Relu", "1", "true", " " }[random.Next(7)], true, Origin.Default);
        }
    }

    private static ScalarNode Scalar(string? text) => new(text, false, Origin.Default);
}
