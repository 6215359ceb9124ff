using System.Text;
using System.Text.RegularExpressions;
using Tfaip.Parameters.Trees;

namespace Tfaip.Configuration.Tests.Reading;

/// <summary>A text of a tree that tells any two trees apart, places left aside, for comparisons.</summary>
internal static partial class NodeText
{
    public static string Of(ConfigNode node)
    {
        var text = new StringBuilder();
        Write(text, node);
        return text.ToString();
    }

    private static void Write(StringBuilder text, ConfigNode node)
    {
        switch (node)
        {
            case ScalarNode { Text: null }:
                text.Append("null");
                break;
            case ScalarNode { Text: { } value } scalar:
                // Quotes matter where they keep a text from being null, a truth value or a number.
                if (scalar.IsQuoted && Other().IsMatch(value)) text.Append('"');
                text.Append(value.Length).Append(':').Append(value);
                break;
            case SequenceNode sequence:
                text.Append('[');
                foreach (var item in sequence.Items) Write(text, item);
                text.Append(']');
                break;
            case MappingNode mapping:
                text.Append('{');
                foreach (var entry in mapping.Entries)
                {
                    text.Append(entry.Key.Length).Append(':').Append(entry.Key).Append('=');
                    Write(text, entry.Value);
                }

                text.Append('}');
                break;
            default:
                throw new ArgumentException("An override has no text.", nameof(node));
        }
    }

    [GeneratedRegex(@"\A(~?|null|Null|NULL|true|false|[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?|[-+]?\.(inf|nan))\z")]
    private static partial Regex Other();
}
