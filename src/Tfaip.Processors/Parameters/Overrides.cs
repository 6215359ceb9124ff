using System.Globalization;

namespace Tfaip.Processors.Parameters;

/// <summary>
/// Values of the command line, laid over a tree: <c>--a.b.c value</c>, <c>--a.b.c=value</c>, several values for a list,
/// <c>--a.list.0.key value</c> for an element, <c>--a.node variant</c> to choose a variant. The order of different paths
/// does not matter; the last value of one path wins.
/// </summary>
public static class Overrides
{
    /// <summary>Lays arguments over a tree.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="arguments">The arguments, each path followed by its values.</param>
    /// <param name="firstPosition">The position of the first of them on the command line, from 1.</param>
    /// <exception cref="ConfigurationException">An argument has no path, no value, or names an element that is not there.</exception>
    public static ConfigNode Apply(ConfigNode tree, IReadOnlyList<string> arguments, int firstPosition)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(arguments);

        // Shorter paths first: a variant is chosen before its parameters are set.
        foreach (var given in Parse(arguments, firstPosition).OrderBy(given => given.Path.Length))
        {
            tree = Set(tree, given.Path, 0, given.Value);
        }

        return tree;
    }

    private static List<Given> Parse(IReadOnlyList<string> arguments, int firstPosition)
    {
        var result = new List<Given>();
        for (var i = 0; i < arguments.Count;)
        {
            var argument = arguments[i];
            var equals = argument.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? argument : argument[..equals];
            var origin = new ArgumentOrigin(firstPosition + i, name);
            if (!IsPath(name)) throw new ConfigurationException(new ArgumentOrigin(firstPosition + i, argument), "This value belongs to no parameter; write --path.to.parameter before it.");

            var values = new List<ScalarNode>();
            if (equals >= 0) values.Add(Scalar(argument[(equals + 1)..], origin));
            for (i++; equals < 0 && i < arguments.Count && !IsPath(arguments[i]); i++)
            {
                values.Add(Scalar(arguments[i], origin));
            }

            if (values.Count == 0) throw new ConfigurationException(origin, $"{name} needs a value.");
            result.Add(new Given(name[2..].Split('.'), values is [var single] ? single : new SequenceNode(values, origin)));
        }

        return result;
    }

    // -1 and -.5 are values, and so is a lone --.
    private static bool IsPath(string argument) => argument.Length > 2 && argument.StartsWith("--", StringComparison.Ordinal) && !char.IsDigit(argument[2]);

    private static ScalarNode Scalar(string text, Origin origin) =>
        text is "null" or "~" ? new ScalarNode(null, false, origin) : new ScalarNode(text, false, origin);

    private static ConfigNode Set(ConfigNode? node, string[] path, int depth, ConfigNode value)
    {
        if (depth == path.Length) return Replace(node, value);

        var key = path[depth];
        switch (node)
        {
            case SequenceNode sequence:
                if (!int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index >= sequence.Items.Count)
                {
                    var list = string.Join('.', path[..depth]);
                    throw new ConfigurationException(
                        value.Origin, $"{list} has no element {key}; it has {sequence.Items.Count}, counted from 0.");
                }

                var items = sequence.Items.ToArray();
                items[index] = Set(items[index], path, depth + 1, value);
                return sequence with { Items = items };
            case MappingNode mapping:
                return With(mapping, key, Set(mapping.Find(key)?.Value, path, depth + 1, value));
            case ScalarNode { Text: not null } variant:
                // A variant without parameters: now it gets some.
                var entry = new MappingEntry(ParameterBinder.TypeKey, variant.Origin, variant);
                return With(new MappingNode([entry], variant.Origin), key, Set(null, path, depth + 1, value));
            default:
                return With(new MappingNode([], value.Origin), key, Set(null, path, depth + 1, value));
        }
    }

    // A word over a mapping names its variant.
    private static ConfigNode Replace(ConfigNode? node, ConfigNode value) => (node, value) switch
    {
        (MappingNode mapping, ScalarNode { Text: not null }) =>
            With(mapping, ParameterBinder.TypeKey, value with { Overridden = mapping.Find(ParameterBinder.TypeKey)?.Value }),
        _ => value with { Overridden = node },
    };

    private static MappingNode With(MappingNode mapping, string key, ConfigNode value)
    {
        var entries = mapping.Entries.ToList();
        var at = entries.FindIndex(entry => entry.Key == key);
        var replacement = new MappingEntry(key, value.Origin, value);
        if (at >= 0) entries[at] = value is ScalarNode or SequenceNode ? replacement : entries[at] with { Value = value };
        else entries.Add(replacement);
        return mapping with { Entries = entries };
    }

    private sealed record Given(string[] Path, ConfigNode Value);
}
