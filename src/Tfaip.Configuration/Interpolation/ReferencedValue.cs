using System.Globalization;
using Tfaip.Parameters;
using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Resources;
using Tfaip.Parameters.Shapes;
using Tfaip.Parameters.Trees;

namespace Tfaip.Configuration.Interpolation;

/// <summary>Makes the node that stands for a reference of the place that it names.</summary>
internal static class ReferencedValue
{
    /// <summary>The value of a place: what was given there, or else the default.</summary>
    /// <param name="view">The place; its value is right.</param>
    /// <param name="at">Where the reference stands.</param>
    /// <param name="expression">The reference.</param>
    public static ConfigNode Of(ParameterView view, Origin at, string expression)
    {
        // Of a list that is changed in part nothing but the value is whole.
        var given = view.Node;
        while (view.Shape.Kind == ValueKind.Scalar && given is OverrideNode replaced) given = replaced.Over;
        return (view.Shape.Kind, given) switch
        {
            (_, ScalarNode { Text: null }) => new ScalarNode(null, false, From(view.Origin, at, expression)),
            // A text of a path may be relative; its value is not.
            (ValueKind.Scalar, ScalarNode scalar) => new ScalarNode(
                view.Value is string or ResourceFile ? view.Value.ToString() : scalar.Text,
                scalar.IsQuoted,
                From(scalar.Origin, at, expression)),
            (ValueKind.List, SequenceNode list) => Copy(list, at, expression),
            _ when view.Value is null => new ScalarNode(null, false, From(view.Origin, at, expression)),
            _ => Placed(ParameterEmitter.Emit(view.Value, view.Shape.Type), view, at, expression),
        };
    }

    /// <summary>A node with the origin of a reference to it.</summary>
    public static ConfigNode Copy(ConfigNode node, Origin at, string expression) => node switch
    {
        ScalarNode scalar => scalar with { Origin = From(node.Origin, at, expression) },
        SequenceNode list =>
            new SequenceNode([.. list.Items.Select(item => Copy(item, at, expression))], From(node.Origin, at, expression)),
        MappingNode mapping => new MappingNode(
            [.. mapping.Entries.Select(
                entry => new MappingEntry(entry.Key, From(entry.KeyOrigin, at, expression), Copy(entry.Value, at, expression)))],
            From(node.Origin, at, expression)),
        AppendNode append =>
            new AppendNode([.. append.Items.Select(item => Copy(item, at, expression))], From(node.Origin, at, expression)),
        OverrideNode replaced => new OverrideNode(Copy(replaced.Under, at, expression), Copy(replaced.Over, at, expression)),
        _ => throw new ArgumentException($"There is no copy of {node.GetType()}.", nameof(node)),
    };

    // A value has no places; the view knows where its parts come from.
    private static ConfigNode Placed(ConfigNode node, ParameterView? view, Origin at, string expression)
    {
        var origin = From(view?.Origin ?? Origin.Default, at, expression);
        return node switch
        {
            ScalarNode scalar => scalar with { Origin = origin },
            SequenceNode list => new SequenceNode(
                [.. list.Items.Select((item, i) => Placed(item, view?.Children.ElementAtOrDefault(i), at, expression))], origin),
            MappingNode mapping => new MappingNode([.. mapping.Entries.Select(Entry)], origin),
            _ => throw new ArgumentException($"A value is not written as {node.GetType()}.", nameof(node)),
        };

        MappingEntry Entry(MappingEntry entry, int i)
        {
            // The variant's name is no parameter, so that it shifts the places of those that are.
            var child = view?.Children.ElementAtOrDefault(i) is { } same && same.Name == entry.Key
                ? same
                : view?.Children.FirstOrDefault(child => child.Name == entry.Key);
            return new(entry.Key, origin, Placed(entry.Value, child, at, expression));
        }
    }

    private static InterpolatedOrigin From(Origin source, Origin at, string expression) => new(at, expression, source);

    /// <summary>The text of a scalar within a longer text; null where it is no scalar, or null.</summary>
    public static string? Text(ConfigNode node) => (node as ScalarNode)?.Text;

    /// <summary>What messages call a value that cannot stand within a longer text.</summary>
    public static string Describe(ConfigNode node) => node switch
    {
        SequenceNode => "a list",
        MappingNode or OverrideNode => "a mapping",
        ScalarNode { Text: { } text } => string.Create(CultureInfo.InvariantCulture, $"'{text}'"),
        _ => "null",
    };
}
