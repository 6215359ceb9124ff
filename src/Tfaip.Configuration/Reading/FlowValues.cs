using Tfaip.Parameters;
using Tfaip.Parameters.Trees;

namespace Tfaip.Configuration.Reading;

/// <summary>
/// Reads lists and mappings that stand in brackets as the value of an argument: <c>[[1, 2], [3]]</c>, <c>{type: sgd}</c>.
/// </summary>
internal static class FlowValues
{
    /// <summary>Reads a value; null where it is no YAML, so that it is nothing but a text.</summary>
    public static ConfigNode? Read(string text, ArgumentOrigin origin)
    {
        try
        {
            var starts = text.Split('\n').Aggregate((List<int>)[0], (starts, line) => [.. starts, starts[^1] + line.Length + 1]);
            return Placed(YamlReader.Read(text, origin.Text), place => origin with { Column = starts[place.Line - 1] + place.Column });
        }
        catch (ConfigurationException)
        {
            // The parameter may be a text; where it is not, the binder says what it must be.
            return null;
        }
    }

    private static ConfigNode Placed(ConfigNode node, Func<FileOrigin, Origin> place)
    {
        var origin = place((FileOrigin)node.Origin);
        return node switch
        {
            SequenceNode list => new SequenceNode([.. list.Items.Select(item => Placed(item, place))], origin),
            MappingNode mapping => new MappingNode(
                [.. mapping.Entries.Select(entry =>
                    new MappingEntry(entry.Key, place((FileOrigin)entry.KeyOrigin), Placed(entry.Value, place)))], origin),
            _ => node with { Origin = origin },
        };
    }
}
