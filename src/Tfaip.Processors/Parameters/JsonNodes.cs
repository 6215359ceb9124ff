using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Tfaip.Processors.Parameters;

/// <summary>Parameter trees as JSON.</summary>
public static class JsonNodes
{
    private const int MaxDepth = 64;

    /// <summary>Reads a tree.</summary>
    /// <param name="json">The text.</param>
    /// <param name="fileName">The file's name for <see cref="FileOrigin"/>.</param>
    /// <exception cref="ConfigurationException">The text is no JSON, or names a key of an object twice.</exception>
    public static ConfigNode Read(string json, string fileName)
    {
        ArgumentNullException.ThrowIfNull(json);
        var bytes = Encoding.UTF8.GetBytes(json);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = MaxDepth });
        var place = new JsonPlaces(bytes, fileName);
        try
        {
            reader.Read();
            var node = Read(ref reader, place);
            reader.Read();
            return node;
        }
        catch (JsonException exception)
        {
            var origin = new FileOrigin(fileName, (int)(exception.LineNumber ?? 0) + 1, (int)(exception.BytePositionInLine ?? 0) + 1);
            throw new ConfigurationException(origin, "This is not JSON: " + exception.Message.Split(" LineNumber:")[0]);
        }
    }

    /// <summary>Writes a tree: quoted scalars as strings, others as they are.</summary>
    public static void Write(Utf8JsonWriter writer, ConfigNode node)
    {
        ArgumentNullException.ThrowIfNull(writer);
        switch (node)
        {
            case ScalarNode { Text: null }:
                writer.WriteNullValue();
                break;
            case ScalarNode { IsQuoted: false, Text: "true" or "false" } truth:
                writer.WriteBooleanValue(truth.Text == "true");
                break;
            case ScalarNode { IsQuoted: false } number when IsJsonNumber(number.Text!):
                writer.WriteRawValue(number.Text!);
                break;
            case ScalarNode text:
                writer.WriteStringValue(text.Text);
                break;
            case SequenceNode sequence:
                writer.WriteStartArray();
                foreach (var item in sequence.Items) Write(writer, item);
                writer.WriteEndArray();
                break;
            case MappingNode mapping:
                writer.WriteStartObject();
                foreach (var entry in mapping.Entries)
                {
                    writer.WritePropertyName(entry.Key);
                    Write(writer, entry.Value);
                }

                writer.WriteEndObject();
                break;
        }
    }

    private static bool IsJsonNumber(string text)
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
            return reader.Read() && reader.TokenType == JsonTokenType.Number && !reader.Read();
        }
        catch (JsonException)
        {
            // .inf and the like, and words such as the names of variants: strings in JSON.
            return false;
        }
    }

    private static ConfigNode Read(ref Utf8JsonReader reader, JsonPlaces places)
    {
        var origin = places.At(reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return new ScalarNode(null, false, origin);
            case JsonTokenType.String:
                // Infinities and enum members have no other form in JSON, so a string may mean any type.
                return new ScalarNode(Text(ref reader, origin), IsQuoted: false, origin);
            case JsonTokenType.StartArray:
                var items = new List<ConfigNode>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) items.Add(Read(ref reader, places));
                return new SequenceNode(items, origin);
            case JsonTokenType.StartObject:
                return ReadObject(ref reader, places, origin);
            default:
                return new ScalarNode(Encoding.UTF8.GetString(reader.ValueSpan), false, origin);
        }
    }

    private static string Text(ref Utf8JsonReader reader, Origin origin)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // The reader takes any \u escapes; only reading them shows that two halves do not make a character.
            throw new ConfigurationException(origin, "This is not JSON: an escape is half of a character.");
        }
    }

    private static MappingNode ReadObject(ref Utf8JsonReader reader, JsonPlaces places, Origin origin)
    {
        var entries = new List<MappingEntry>();
        var keys = new Dictionary<string, Origin>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var place = places.At(reader.TokenStartIndex);
            var key = Text(ref reader, place);
            if (!keys.TryAdd(key, place))
            {
                throw new ConfigurationException(place, string.Create(
                    CultureInfo.InvariantCulture, $"The key '{key}' stands here a second time; the first is at {keys[key]}."));
            }

            reader.Read();
            entries.Add(new MappingEntry(key, place, Read(ref reader, places)));
        }

        return new MappingNode(entries, origin);
    }
}
