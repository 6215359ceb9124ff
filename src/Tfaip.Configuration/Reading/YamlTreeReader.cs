using Tfaip.Parameters;
using Tfaip.Parameters.Trees;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Tfaip.Configuration.Reading;

/// <summary>
/// Makes nodes of the parser's events. The parser reads on demand and looks at most a line's key ahead, so that stopping
/// at the first event beyond a budget bounds its work too.
/// </summary>
internal sealed class YamlTreeReader
{
    private readonly FileOrigin _start;
    private readonly YamlBudget _budget;
    private readonly Parser _parser;
    private readonly string _text;

    public YamlTreeReader(string text, FileOrigin start, YamlBudget budget)
    {
        (_start, _budget) = (start, budget);
        _text = text.StartsWith('\uFEFF') ? text[1..] : text;
        _parser = new(new Scanner(new StringReader(_text), skipComments: true));
    }

    public ConfigNode Read()
    {
        try
        {
            Next<StreamStart>();
            if (Next() is StreamEnd) return new MappingNode([], _start);
            var root = ReadNode(Next(), 0);
            Next<DocumentEnd>();
            if (Next() is DocumentStart second)
                throw Error(
                    second.Start,
                    "A second document begins here; a configuration is one document: remove the line '---' or what follows it.");
            return root is ScalarNode { Text: null } ? new MappingNode([], root.Origin) : root;
        }
        catch (YamlException error)
        {
            throw FindTab(error) is { } tab
                ? new ConfigurationException(tab, "This is not YAML: a tab cannot indent a line; use spaces.")
                : Error(error.Start, $"This is not YAML: {error.Message.TrimEnd('.')}.{QuotesHint(error)}{ListHint(error)}");
        }
    }

    private ParsingEvent Next()
    {
        var last = _parser.Current?.End ?? Mark.Empty;
        try
        {
            if (!_parser.MoveNext()) throw new YamlException(last, last, "The text ends too early");
            return _parser.Current!;
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException or FormatException or OverflowException)
        {
            // The parser has states that its authors took for impossible, such as a second '...'.
            throw new YamlException(last, last, error.Message, error);
        }
    }

    private void Next<TEvent>()
        where TEvent : ParsingEvent
    {
        if (Next() is not TEvent)
            throw new InvalidOperationException($"The YAML parser gave {_parser.Current} where {typeof(TEvent).Name} was due.");
    }

    private ConfigNode ReadNode(ParsingEvent @event, int depth)
    {
        if (!_budget.TryTakeNode()) throw Error(@event.Start, $"The file has more than {YamlReader.MaximumNodes} values.");
        if (depth > YamlReader.MaximumDepth)
            throw Error(@event.Start, $"Lists and mappings are nested more than {YamlReader.MaximumDepth} deep.");
        RefuseDecoration(@event);
        switch (@event)
        {
            case Scalar scalar:
                return ReadScalar(scalar);
            case SequenceStart { Style: var style }:
                var items = new List<ConfigNode>();
                for (var next = Next(); next is not SequenceEnd; next = Next()) items.Add(ReadNode(next, depth + 1));
                return new SequenceNode(
                    items, style == SequenceStyle.Flow ? Place(@event.Start, _parser.Current!.End) : Place(@event.Start));
            case MappingStart start:
                return ReadMapping(start, depth);
            default:
                throw new InvalidOperationException($"The YAML parser gave {@event} where a node was due.");
        }
    }

    private MappingNode ReadMapping(MappingStart start, int depth)
    {
        var entries = new List<MappingEntry>();
        var places = new Dictionary<string, FileOrigin>();
        for (var next = Next(); next is not MappingEnd; next = Next())
        {
            RefuseDecoration(next);
            if (next is not Scalar { Value: var key } scalar)
                throw Error(next.Start, "A list or a mapping cannot be a key.");
            if (key.Length == 0 && scalar.Style == ScalarStyle.Plain) throw Error(next.Start, "The key is missing before ':'.");
            if (key.Length > YamlReader.MaximumKeyLength)
                throw Error(next.Start, $"The key is longer than {YamlReader.MaximumKeyLength} characters.");
            var place = Place(next.Start, next.End);
            if (!places.TryAdd(key, place))
                throw Error(next.Start, $"The key '{key}' stands here a second time; the first is at {places[key]}. Remove one of them.");
            entries.Add(new(key, place, ReadNode(Next(), depth + 1)));
        }

        return new(entries, start.Style == MappingStyle.Flow ? Place(start.Start, _parser.Current!.End) : Place(start.Start));
    }

    private ScalarNode ReadScalar(Scalar scalar)
    {
        if (scalar.Value.Length > YamlReader.MaximumScalarLength)
            throw Error(scalar.Start, $"The text is longer than {YamlReader.MaximumScalarLength} characters.");
        var isPlain = scalar.Style == ScalarStyle.Plain;
        var isNull = isPlain && scalar.Value is "" or "~" or "null" or "Null" or "NULL";
        return new(isNull ? null : scalar.Value, !isPlain, Place(scalar.Start, scalar.End));
    }

    private void RefuseDecoration(ParsingEvent @event)
    {
        if (@event is AnchorAlias alias)
            throw Error(alias.Start, $"Aliases such as *{Short(alias.Value.Value)} are not supported; write the value out.");
        if (@event is not NodeEvent node) return;
        if (!node.Anchor.IsEmpty)
            throw Error(
                node.Start,
                $"Anchors such as &{Short(node.Anchor.Value)} are not supported; remove it and write the value out where it is used.");
        if (!node.Tag.IsEmpty)
            throw Error(
                node.Start,
                $"Tags such as {Short(node.Tag.ToString())} are not supported; remove it. The parameter decides what a value means.");
    }

    private static string Short(string name) =>
        name.Length <= YamlReader.MaximumKeyLength ? name : $"{name[..YamlReader.MaximumKeyLength]}…";

    private ConfigurationException Error(Mark mark, string message) => new(Place(mark), message);

    private FileOrigin Place(Mark mark) => _start with { Line = (int)Math.Max(1, mark.Line), Column = (int)Math.Max(1, mark.Column) };

    // What goes on in other lines is as long as the line that it begins in; a block has no end in it.
    private FileOrigin Place(Mark start, Mark end)
    {
        // At the end of the text the parser counts on.
        var first = (int)Math.Min(start.Index, _text.Length);
        var last = (int)Math.Min(end.Index, _text.Length);
        if (end.Line != start.Line)
        {
            var rest = _text.AsSpan(first);
            last = first + (rest.IndexOfAny('\n', '\r') is >= 0 and var line ? line : rest.Length);
        }
        else if (last < _text.Length && (_text[first], _text[last]) is ('[', ']') or ('{', '}'))
        {
            // Of a list or mapping in brackets the end is told without its bracket.
            last++;
        }

        return Place(start) with { Length = Math.Max(1, _text.AsSpan(first, Math.Max(0, last - first)).TrimEnd().Length) };
    }

    // In brackets, the brace of an expression begins a mapping.
    private string QuotesHint(YamlException error) =>
        error.Message.Contains("flow", StringComparison.Ordinal)
        && _text.Split('\n').ElementAtOrDefault((int)Math.Max(0, error.Start.Line - 1))?.Contains("${", StringComparison.Ordinal) == true
            ? " In brackets, an expression needs quotes: '${a.b}'."
            : "";

    private string ListHint(YamlException error)
    {
        var place = (int)Math.Min(error.Start.Index, _text.Length);
        var isElement = _text.AsSpan(place).StartsWith("- ", StringComparison.Ordinal);
        return error.Message.Contains("Block sequence entries", StringComparison.Ordinal)
            ? " Begin a list on the next line, or write it in brackets: [a, b]."
            : isElement && error.Message.Contains("expected node content", StringComparison.Ordinal)
                ? " In brackets, elements stand without '- ': [a, b]."
                : "";
    }

    // The parser names the place where it began to read what a tab in the next line ends. Of the first line of a mapping it names the
    // beginning of the file: the tab comes after what was read last.
    private FileOrigin? FindTab(YamlException error)
    {
        var isTab = error.Message.Contains("tab", StringComparison.Ordinal);
        var first = (int)Math.Max(1, isTab ? Math.Max(error.Start.Line, _parser.Current?.End.Line ?? 1) : error.Start.Line);
        foreach (var (i, line) in _text.Split('\n').Skip(first - 1).Take(isTab ? int.MaxValue : 2).Index())
        {
            var indent = line.Length - line.AsSpan().TrimStart(" \t").Length;
            if (line.AsSpan(0, indent).IndexOf('\t') is >= 0 and var tab) return _start with { Line = first + i, Column = tab + 1 };
        }

        return null;
    }
}
