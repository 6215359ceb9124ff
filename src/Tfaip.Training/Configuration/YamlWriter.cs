using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Tfaip.Processors.Parameters;

namespace Tfaip.Training.Configuration;

/// <summary>Writes a tree as YAML in block style; the same tree gives the same text, and the text reads back to the tree.</summary>
public static partial class YamlWriter
{
    /// <summary>Writes a tree.</summary>
    public static string Write(ConfigNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        var text = new StringBuilder();
        if (node is MappingNode { Entries.Count: > 0 } mapping) Mapping(text, mapping, 0, startsLine: true);
        else if (node is SequenceNode { Items.Count: > 0 } sequence) Sequence(text, sequence, 0);
        else text.Append(Inline(node)).Append('\n');
        return text.ToString();
    }

    private static void Mapping(StringBuilder text, MappingNode mapping, int indent, bool startsLine)
    {
        foreach (var entry in mapping.Entries)
        {
            if (startsLine) text.Append(' ', indent);
            startsLine = true;
            text.Append(String(entry.Key, isQuoted: true)).Append(':');
            Value(text, entry.Value, indent);
        }
    }

    private static void Sequence(StringBuilder text, SequenceNode sequence, int indent)
    {
        foreach (var item in sequence.Items)
        {
            text.Append(' ', indent).Append('-');
            if (item is MappingNode { Entries.Count: > 0 } mapping)
            {
                text.Append(' ');
                Mapping(text, mapping, indent + 2, startsLine: false);
            }
            else
            {
                Value(text, item, indent);
            }
        }
    }

    private static void Value(StringBuilder text, ConfigNode node, int indent)
    {
        switch (node)
        {
            case MappingNode { Entries.Count: > 0 } mapping:
                text.Append('\n');
                Mapping(text, mapping, indent + 2, startsLine: true);
                break;
            case SequenceNode { Items.Count: > 0 } sequence when !sequence.Items.All(item => item is ScalarNode):
                text.Append('\n');
                Sequence(text, sequence, indent + 2);
                break;
            default:
                text.Append(' ').Append(Inline(node)).Append('\n');
                break;
        }
    }

    private static string Inline(ConfigNode node) => node switch
    {
        ScalarNode { Text: null } => "null",
        ScalarNode scalar => String(scalar.Text, scalar.IsQuoted),
        SequenceNode sequence => $"[{string.Join(", ", sequence.Items.Select(Inline))}]",
        _ => "{}",
    };

    private static string String(string value, bool isQuoted)
    {
        if (!isQuoted || (PlainWord().IsMatch(value) && !OtherScalar().IsMatch(value))) return value;

        var quoted = new StringBuilder("\"");
        foreach (var character in value)
        {
            quoted.Append(character switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ when char.IsControl(character) || char.IsSurrogate(character) || character is '\u2028' or '\u2029' or '\uFEFF' or '\u0085' or >= '\uFFFE' =>
                    string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}"),
                _ => character.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }

    // Words, paths and names: nothing that YAML could take for anything else.
    [GeneratedRegex(@"\A[A-Za-z_./][A-Za-z0-9_./+-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlainWord();

    [GeneratedRegex(@"\A(null|~|true|false|yes|no|on|off|y|n|[+-]?\.(inf|nan)|\.+|\.[0-9].*|---.*)\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex OtherScalar();
}
