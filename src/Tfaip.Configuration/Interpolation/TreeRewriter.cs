using System.Globalization;
using Tfaip.Parameters;
using Tfaip.Parameters.Overriding;
using Tfaip.Parameters.Trees;

namespace Tfaip.Configuration.Interpolation;

/// <summary>Puts values in the places of expressions.</summary>
/// <param name="values">The value of each expression that has one.</param>
/// <param name="errors">Where is reported what the values make wrong.</param>
internal sealed class TreeRewriter(IReadOnlyDictionary<ScalarNode, ConfigNode> values, List<ConfigurationError> errors)
{
    /// <summary>The tree with the values; the same one where nothing changes.</summary>
    public ConfigNode Rewrite(ConfigNode node, string path = "")
    {
        switch (node)
        {
            case ScalarNode scalar when values.TryGetValue(scalar, out var value):
                return value;
            case ScalarNode { Flow: { } flow } scalar:
                var inBrackets = Rewrite(flow, path);
                return ReferenceEquals(inBrackets, flow) ? scalar : scalar with { Flow = inBrackets };
            case SequenceNode sequence:
                var items = RewriteAll(sequence.Items, path);
                return Same(items, sequence.Items) ? sequence : sequence with { Items = items };
            case AppendNode append:
                var more = RewriteAll(append.Items, path);
                return Same(more, append.Items) ? append : append with { Items = more };
            case MappingNode mapping:
                var entries = mapping.Entries.Select(entry => entry with { Value = Rewrite(entry.Value, Join(path, entry.Key)) }).ToArray();
                return Same(entries.Select(entry => entry.Value), mapping.Entries.Select(entry => entry.Value))
                    ? mapping
                    : mapping with { Entries = entries };
            case OverrideNode replaced:
                var (under, over) = (Rewrite(replaced.Under, path), Rewrite(replaced.Over, path));
                return ReferenceEquals(under, replaced.Under) && ReferenceEquals(over, replaced.Over) ? replaced : Put(under, over, path);
            default:
                return node;
        }
    }

    // Now that both are known, what is above may be put over what is below.
    private ConfigNode Put(ConfigNode under, ConfigNode over, string path)
    {
        try
        {
            return Overrides.Put(under, over, path);
        }
        catch (ConfigurationException error)
        {
            errors.AddRange(error.Errors);
            return under;
        }
    }

    private ConfigNode[] RewriteAll(IReadOnlyList<ConfigNode> items, string path) =>
        [.. items.Select((item, i) => Rewrite(item, Join(path, i.ToString(CultureInfo.InvariantCulture))))];

    private static bool Same(IEnumerable<ConfigNode> left, IEnumerable<ConfigNode> right) =>
        left.Zip(right).All(pair => ReferenceEquals(pair.First, pair.Second));

    private static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";
}
