using System.Text;
using Tfaip.Parameters.Shapes;
using Tfaip.Parameters.Trees;

namespace Tfaip.Processors.Tests.Parameters;

/// <summary>A text of a tree that tells any two trees apart, places left aside, for comparisons.</summary>
internal static class NodeText
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
                // Where the text cannot be mistaken, quotes mean nothing.
                text.Append(scalar.IsQuoted && ScalarText.LooksLikeOther(value) ? "\"" : "'").Append(value.Length).Append(':')
                    .Append(value);
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
            case OverrideNode replaced:
                Write(text, replaced.Under);
                text.Append("<-");
                Write(text, replaced.Over);
                break;
        }
    }
}
