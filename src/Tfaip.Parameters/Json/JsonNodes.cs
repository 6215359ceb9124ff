using System.Text.Json;
using Tfaip.Parameters.Shapes;
using Tfaip.Parameters.Trees;

namespace Tfaip.Parameters.Json;

/// <summary>Trees of nodes as JSON.</summary>
internal static class JsonNodes
{
    /// <summary>How deep a document may be nested.</summary>
    internal const int MaximumDepth = 64;

    /// <summary>Reads a document. Numbers and truth values are scalars that are not quoted, with their text as it stands.</summary>
    /// <param name="json">The document.</param>
    /// <param name="fileName">What messages call the file.</param>
    /// <exception cref="ConfigurationException">The text is not JSON, is nested too deeply, or an object has a name twice.</exception>
    public static ConfigNode Read(string json, string fileName)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(fileName);
        return JsonTreeReader.Read(json, fileName);
    }

    /// <summary>
    /// Writes a tree. Scalars that are not quoted and are null, a truth value or a number of JSON become that, all others strings.
    /// </summary>
    /// <exception cref="ArgumentException">The tree has an <see cref="OverrideNode"/>: bind it and emit the records instead.</exception>
    public static void Write(Utf8JsonWriter writer, ConfigNode node)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(node);
        switch (node)
        {
            case ScalarNode scalar:
                WriteScalar(writer, scalar);
                break;
            case SequenceNode sequence:
                writer.WriteStartArray();
                foreach (var item in sequence.Items) Write(writer, item);
                writer.WriteEndArray();
                break;
            case MappingNode mapping:
                writer.WriteStartObject();
                foreach (var (key, _, value) in mapping.Entries)
                {
                    writer.WritePropertyName(key);
                    Write(writer, value);
                }

                writer.WriteEndObject();
                break;
            default:
                throw new ArgumentException(
                    "A value of the command line over a mapping has no text of its own; bind the tree first.", nameof(node));
        }
    }

    private static void WriteScalar(Utf8JsonWriter writer, ScalarNode scalar)
    {
        switch (scalar)
        {
            case { Text: null }: writer.WriteNullValue(); break;
            case { IsQuoted: false, Text: "true" }: writer.WriteBooleanValue(true); break;
            case { IsQuoted: false, Text: "false" }: writer.WriteBooleanValue(false); break;
            case { IsQuoted: false, Text: var text } when ScalarText.IsJsonNumber(text): writer.WriteRawValue(text); break;
            case { Text: var text }: writer.WriteStringValue(text); break;
        }
    }
}
