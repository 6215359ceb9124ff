using System.Text;
using Tfaip.Configuration.Descriptions.Layout;
using Tfaip.Configuration.Interpolation;
using Tfaip.Configuration.Reading;
using Tfaip.Parameters;
using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Shapes;
using Tfaip.Parameters.Trees;

namespace Tfaip.Configuration.Descriptions;

/// <summary>
/// A configuration written out as YAML with comments: above each parameter what it is, beside it where its value comes from, if it is not
/// the default. Read again, it gives the identical tree.
/// </summary>
internal sealed class CommentedConfig
{
    private const int LongestLine = 100;

    private readonly StringBuilder _text = new();
    private readonly PlaceText _places;

    private CommentedConfig(VariantCatalog catalog) => _places = new(catalog, []);

    /// <summary>Writes a configuration.</summary>
    /// <param name="parameters">The record.</param>
    /// <param name="root">Its tree, as it is configured.</param>
    /// <param name="catalog">The variants.</param>
    public static string Of(object parameters, ParameterView root, VariantCatalog catalog)
    {
        var config = new CommentedConfig(catalog);
        config.Entries((MappingNode)ExpressionText.Escape(ParameterEmitter.Emit(parameters)), root, 0, isInList: false);
        return config._text.ToString();
    }

    // In a list the first line stands behind a hyphen already.
    private void Entries(MappingNode mapping, ParameterView view, int indent, bool isInList)
    {
        foreach (var (i, (key, _, value)) in mapping.Entries.Index())
        {
            var child = view.Children.FirstOrDefault(child => child.Name == key);
            if (!isInList || i > 0)
            {
                if (child is not null) Above(child, indent, isFirst: i == 0);
                Indent(indent);
            }

            _text.Append(YamlScalars.Key(key)).Append(':');
            Value(value, child, indent, Beside(child, key, view));
        }
    }

    private void Value(ConfigNode value, ParameterView? view, int indent, string beside)
    {
        switch (value)
        {
            case MappingNode { Entries.Count: > 0 } mapping when view is not null:
                Line(beside);
                Entries(mapping, view, indent + 2, isInList: false);
                break;
            case SequenceNode { Items.Count: > 0 } list when view is not null && PlaceText.IsNode(view.Shape):
                Line(beside);
                Items(list, view, indent + 2);
                break;
            case MappingNode { Entries.Count: > 0 } or SequenceNode { Items.Count: > 0 }:
                // Of the writer's text: one line, or more that are indented.
                var lines = YamlWriter.Write(value).TrimEnd('\n').Split('\n');
                if (lines is [['[', ..]])
                {
                    Line($" {lines[0]}{beside}");
                    break;
                }

                Line(beside);
                foreach (var line in lines)
                {
                    Indent(indent + 2);
                    Line(line);
                }

                break;
            default:
                Line($" {YamlWriter.Write(value).TrimEnd('\n')}{beside}");
                break;
        }
    }

    private void Items(SequenceNode list, ParameterView view, int indent)
    {
        foreach (var (item, child) in list.Items.Zip(view.Children))
        {
            Indent(indent);
            _text.Append("- ");
            if (item is MappingNode { Entries.Count: > 0 } mapping) Entries(mapping, child, indent + 2, isInList: true);
            else if (item is SequenceNode { Items.Count: > 0 } inner) Nested(inner, indent + 2);
            else Line(YamlWriter.Write(item).TrimEnd('\n'));
        }
    }

    private void Nested(SequenceNode list, int indent)
    {
        foreach (var (i, line) in YamlWriter.Write(list).TrimEnd('\n').Split('\n').Index())
        {
            if (i > 0) Indent(indent);
            Line(line);
        }
    }

    // A group of its own is set off by an empty line.
    private void Above(ParameterView view, int indent, bool isFirst)
    {
        if (indent == 0 && !isFirst && PlaceText.IsNode(view.Shape)) _text.Append('\n');
        if (view.Property is null) return;
        var type = view.Shape.Kind == ValueKind.Record ? "" : $"({_places.Type(view.Shape, view.Property)})";
        string[] words = [view.Property.Description ?? "", type];
        var comment = string.Join(' ', words.Where(word => word.Length > 0));
        if (comment.Length == 0) return;
        Indent(indent);
        var start = $"{new string(' ', indent)}# ";
        foreach (var (i, line) in Wrapped(comment, LongestLine - start.Length).Index()) Line(i == 0 ? $"# {line}" : $"{start}{line}");
    }

    private static string[] Wrapped(string comment, int width)
    {
        var text = new StringWriter { NewLine = "\n" };
        new PageWriter(text, width, isColoured: false).Paragraph(0, comment.ReplaceLineEndings(" "));
        return text.ToString().TrimEnd('\n').Split('\n');
    }

    private static string Beside(ParameterView? view, string key, ParameterView parent)
    {
        var origin = view is null
            ? key == ParameterBinder.TypeKey ? parent.VariantOrigin : null
            : view.Shape.Kind is ValueKind.Record or ValueKind.Polymorphic ? null : view.Origin;
        return origin is null or DefaultOrigin ? "" : $" # {Printable(origin.ToString()!)}";
    }

    // The name of a file or of an argument can have anything.
    private static string Printable(string text) => string.Concat(text.Select(
        c => char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF' ? '?' : c));

    private void Line(string text) => _text.Append(text).Append('\n');

    private void Indent(int spaces) => _text.Append(' ', spaces);
}
