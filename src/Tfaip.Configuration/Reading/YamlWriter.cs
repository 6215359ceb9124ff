using System.Text;
using Tfaip.Parameters.Trees;

namespace Tfaip.Configuration.Reading;

/// <summary>
/// Writes a tree as YAML: in blocks of two spaces, short lists of scalars in one line, with quotes only where they are needed.
/// The same tree gives the same text, and reading the text gives the tree.
/// </summary>
public static class YamlWriter
{
    private const int LongestLine = 100;

    /// <summary>Writes a tree.</summary>
    /// <exception cref="ArgumentException">
    /// The tree has an <see cref="OverrideNode"/> (bind it and emit the records instead), a key longer than 128 characters, or half
    /// of a surrogate pair.
    /// </exception>
    public static string Write(ConfigNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        var text = new StringBuilder();
        WriteNode(text, node, 0);
        return text.ToString();
    }

    // The cursor stands where the node begins, in a line that is indented already.
    private static void WriteNode(StringBuilder text, ConfigNode node, int indent)
    {
        switch (node)
        {
            case ScalarNode scalar:
                text.Append(YamlScalars.Value(scalar)).Append('\n');
                break;
            case SequenceNode { Items.Count: 0 }:
                text.Append("[]\n");
                break;
            case SequenceNode sequence when Inline(sequence) is { } line:
                text.Append(line).Append('\n');
                break;
            case SequenceNode { Items: var items }:
                for (var i = 0; i < items.Count; i++)
                {
                    if (i > 0) text.Append(' ', indent);
                    text.Append("- ");
                    WriteNode(text, items[i], indent + 2);
                }

                break;
            case MappingNode { Entries.Count: 0 }:
                text.Append("{}\n");
                break;
            case MappingNode { Entries: var entries }:
                for (var i = 0; i < entries.Count; i++)
                {
                    if (i > 0) text.Append(' ', indent);
                    text.Append(YamlScalars.Key(entries[i].Key)).Append(':');
                    WriteEntry(text, entries[i].Value, indent);
                }

                break;
            default:
                throw new ArgumentException(
                    "A value of the command line over a mapping has no text of its own; bind the tree first.", nameof(node));
        }
    }

    private static string? Inline(SequenceNode sequence)
    {
        if (!sequence.Items.All(item => item is ScalarNode scalar && YamlScalars.FitsLine(scalar))) return null;
        var line = $"[{string.Join(", ", sequence.Items.Cast<ScalarNode>().Select(YamlScalars.Value))}]";
        return line.Length <= LongestLine ? line : null;
    }

    private static void WriteEntry(StringBuilder text, ConfigNode value, int indent)
    {
        var isBlock = value is MappingNode { Entries.Count: > 0 }
            || (value is SequenceNode { Items.Count: > 0 } list && Inline(list) is null);
        if (isBlock) text.Append('\n').Append(' ', indent + 2);
        else text.Append(' ');
        WriteNode(text, value, indent + 2);
    }
}
