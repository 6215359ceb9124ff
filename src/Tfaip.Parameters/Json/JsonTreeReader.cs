using System.Text;
using System.Text.Json;
using Tfaip.Parameters.Hints;
using Tfaip.Parameters.Trees;

namespace Tfaip.Parameters.Json;

/// <summary>Reads JSON token by token, so that every node knows its place.</summary>
internal ref struct JsonTreeReader
{
    private readonly ReadOnlySpan<byte> _json;
    private readonly string _file;
    private Utf8JsonReader _reader;
    private int _seen;
    private int _line = 1;
    private int _column = 1;

    private JsonTreeReader(ReadOnlySpan<byte> json, string file)
    {
        _json = json;
        _file = file;
        _reader = new(json, new JsonReaderOptions { MaxDepth = JsonNodes.MaximumDepth });
    }

    public static ConfigNode Read(string json, string file)
    {
        var reader = new JsonTreeReader(Encoding.UTF8.GetBytes(json), file);
        try
        {
            reader._reader.Read();
            var root = reader.ReadNode();
            // Reports what may follow the document.
            reader._reader.Read();
            return root;
        }
        catch (JsonException error)
        {
            var place = new FileOrigin(file, (int)(error.LineNumber ?? 0) + 1, (int)(error.BytePositionInLine ?? 0) + 1);
            throw new ConfigurationException(place, $"This is not JSON: {Reason(error.Message)}");
        }
    }

    private ConfigNode ReadNode()
    {
        var origin = Here();
        switch (_reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return ReadObject(origin);
            case JsonTokenType.StartArray:
                var items = new List<ConfigNode>();
                while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray) items.Add(ReadNode());
                return new SequenceNode(items, origin);
            case JsonTokenType.String:
                return new ScalarNode(ReadText(origin), true, origin);
            case JsonTokenType.Null:
                return new ScalarNode(null, false, origin);
            default:
                return new ScalarNode(Encoding.UTF8.GetString(_reader.ValueSpan), false, origin);
        }
    }

    private MappingNode ReadObject(FileOrigin origin)
    {
        var entries = new List<MappingEntry>();
        var places = new Dictionary<string, FileOrigin>();
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            var keyOrigin = Here();
            var key = ReadText(keyOrigin);
            if (!places.TryAdd(key, keyOrigin))
                throw new ConfigurationException(
                    keyOrigin, $"The name '{Expectations.Short(key)}' stands here a second time; the first is at {places[key]}.");
            _reader.Read();
            entries.Add(new(key, keyOrigin, ReadNode()));
        }

        return new(entries, origin);
    }

    private readonly string ReadText(FileOrigin origin)
    {
        try
        {
            return _reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new ConfigurationException(origin, "This is not JSON: an escape is half of a character.");
        }
    }

    // Counts on from the last token: linear in the whole document.
    private FileOrigin Here()
    {
        for (var end = (int)_reader.TokenStartIndex; _seen < end; _seen++)
        {
            if (_json[_seen] == (byte)'\n') (_line, _column) = (_line + 1, 1);
            else if ((_json[_seen] & 0xC0) != 0x80) _column++;
        }

        return new(_file, _line, _column);
    }

    private static string Reason(string message)
    {
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }
}
