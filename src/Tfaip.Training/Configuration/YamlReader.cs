using Tfaip.Processors.Parameters;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Tfaip.Training.Configuration;

/// <summary>
/// Reads a configuration file's YAML from the parser's events: plain mappings, lists and scalars. Anchors, aliases, tags, several
/// documents and keys that stand twice are refused, and so is what is larger or deeper than any configuration.
/// </summary>
public static class YamlReader
{
    private const int MaxCharacters = 8 * 1024 * 1024;
    private const int MaxDepth = 64;

    /// <summary>Reads a tree; an empty text is an empty mapping.</summary>
    /// <param name="text">The YAML text.</param>
    /// <param name="fileName">The file's path, as messages and <see cref="FileOrigin"/> have it.</param>
    /// <exception cref="ConfigurationException">The text is no YAML, or uses more of it than a configuration needs.</exception>
    public static ConfigNode Read(string text, string fileName)
    {
        ArgumentNullException.ThrowIfNull(text);
        Guard(text, fileName);
        try
        {
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            if (parser.TryConsume<StreamEnd>(out _)) return Empty(fileName);
            parser.Consume<DocumentStart>();
            var node = ReadNode(parser, fileName);
            parser.Consume<DocumentEnd>();
            if (parser.Current is DocumentStart second)
            {
                throw new ConfigurationException(Place(second.Start, fileName), "A second document begins here; a configuration is one document.");
            }

            return node is ScalarNode { Text: null } ? Empty(fileName) : node;
        }
        catch (YamlException exception)
        {
            throw new ConfigurationException(Place(exception.Start, fileName), $"This is not YAML: {Lower(exception.Message)}");
        }
    }

    // The parser's time grows with the square of the depth of nested brackets, so they are counted before it sees them. Brackets
    // within strings count too: nobody has sixty-four open ones there.
    private static void Guard(string text, string fileName)
    {
        if (text.Length > MaxCharacters)
        {
            throw new ConfigurationException(
                new FileOrigin(fileName, 1, 1), $"The file has {text.Length} characters; a configuration has at most {MaxCharacters}.");
        }

        var (line, column, depth) = (1, 0, 0);
        foreach (var character in text)
        {
            column++;
            if (character == '\n') (line, column) = (line + 1, 0);
            else if (character is ']' or '}') depth = Math.Max(0, depth - 1);
            else if (character is '[' or '{' && ++depth > MaxDepth) throw TooDeep(new FileOrigin(fileName, line, column));
        }
    }

    private static ConfigNode ReadNode(IParser parser, string fileName, int depth = 0)
    {
        var origin = Place(parser.Current!.Start, fileName);
        if (depth > MaxDepth) throw TooDeep(origin);
        if (parser.Current is AnchorAlias) throw new ConfigurationException(origin, "Aliases (*name) are not supported; write the value out.");
        if (parser.Current is NodeEvent node) Refuse(node, origin);

        if (parser.TryConsume<Scalar>(out var scalar))
        {
            var isQuoted = scalar.Style is not ScalarStyle.Plain;
            return new ScalarNode(!isQuoted && scalar.Value is "" or "null" or "~" or "Null" or "NULL" ? null : scalar.Value, isQuoted, origin);
        }

        if (parser.TryConsume<SequenceStart>(out _))
        {
            var items = new List<ConfigNode>();
            while (!parser.TryConsume<SequenceEnd>(out _)) items.Add(ReadNode(parser, fileName, depth + 1));
            return new SequenceNode(items, origin);
        }

        parser.Consume<MappingStart>();
        return ReadMapping(parser, fileName, depth, origin);
    }

    private static MappingNode ReadMapping(IParser parser, string fileName, int depth, FileOrigin origin)
    {
        var entries = new List<MappingEntry>();
        var places = new Dictionary<string, FileOrigin>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var place = Place(parser.Current!.Start, fileName);
            if (!parser.TryConsume<Scalar>(out var key)) throw new ConfigurationException(place, "A key must be a plain word.");
            Refuse(key, place);
            if (!places.TryAdd(key.Value, place))
            {
                throw new ConfigurationException(place, $"The key '{key.Value}' stands here a second time; the first is at {places[key.Value]}.");
            }

            entries.Add(new MappingEntry(key.Value, place, ReadNode(parser, fileName, depth + 1)));
        }

        return new MappingNode(entries, origin);
    }

    private static void Refuse(NodeEvent node, FileOrigin origin)
    {
        if (!node.Anchor.IsEmpty) throw new ConfigurationException(origin, $"Anchors (&{node.Anchor.Value}) are not supported; write the value out where it is needed.");
        if (!node.Tag.IsEmpty) throw new ConfigurationException(origin, $"Tags ({node.Tag.Value}) are not supported; the parameter's type decides.");
    }

    private static ConfigurationException TooDeep(FileOrigin origin) => new(origin, $"This is nested more than {MaxDepth} levels deep.");

    private static MappingNode Empty(string fileName) => new([], new FileOrigin(fileName, 1, 1));

    private static FileOrigin Place(Mark mark, string fileName) => new(fileName, (int)mark.Line, (int)mark.Column);

    private static string Lower(string message) => message.Length > 0 ? char.ToLowerInvariant(message[0]) + message[1..] : message;
}
