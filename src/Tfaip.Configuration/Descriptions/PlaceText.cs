using System.ComponentModel.DataAnnotations;
using Tfaip.Configuration.Descriptions.Layout;
using Tfaip.Parameters;
using Tfaip.Parameters.Shapes;

namespace Tfaip.Configuration.Descriptions;

/// <summary>What is said of one place of a tree.</summary>
/// <param name="catalog">The variants.</param>
/// <param name="wrong">Where there are errors.</param>
internal sealed class PlaceText(VariantCatalog catalog, IEnumerable<Origin> wrong)
{
    private readonly TypeWords _types = new(catalog);
    private readonly HashSet<Origin> _wrong = [.. wrong.Where(origin => origin is not DefaultOrigin)];

    /// <summary>Whether the place has parameters below it, now or if it were filled: then it is a group of its own.</summary>
    public static bool IsNode(ValueShape shape) => shape.Kind switch
    {
        ValueKind.Record or ValueKind.Polymorphic => true,
        ValueKind.List or ValueKind.Dictionary => IsNode(shape.Element!),
        _ => false,
    };

    /// <summary>The value as it is now.</summary>
    public Span Value(ParameterView view) => view switch
    {
        { IsBound: false, Node: { } given } => new(ValueText.Of(given), Style.Bad),
        { Node: null } when IsMissing(view.Value, view.Property) => new("must be given", Style.Bad),
        { IsBound: false } => new("?", Style.Bad),
        _ => new(
            ValueText.Of(view.Value, view.Shape, view.Property?.IsPath == true),
            view.All().Any(place => _wrong.Contains(place.Origin)) ? Style.Bad : Style.Value),
    };

    /// <summary>The value of a parameter that is not part of the tree now.</summary>
    public static Span Default(ParameterProperty property, object? value) => IsMissing(value, property)
        ? new("must be given", Style.Faint)
        : new(ValueText.Of(value, property.Value, property.IsPath), Style.Faint);

    /// <summary>Type, checks, default and origin: <c>(whole number, at least 1; default 10; config.yaml:3:11)</c>.</summary>
    public Span Facts(ParameterView view)
    {
        var facts = new List<string>();
        // A record has nothing to choose, and an element what its list says.
        if (view.Shape.Kind != ValueKind.Record && (view.Property is not null || !IsNode(view.Shape)))
            facts.Add(Type(view.Shape, view.Property));
        if (view.Origin is not DefaultOrigin)
        {
            if (!IsNode(view.Shape) && !IsMissing(view.Default, view.Property) && (view.Default is not null || view.Shape.IsNullable))
            {
                var text = ValueText.Of(view.Default, view.Shape, view.Property?.IsPath == true);
                if (text != Value(view).Text) facts.Add($"default {text}");
            }

            facts.Add((view.VariantOrigin ?? view.Origin).ToString()!);
        }

        return InBrackets(facts);
    }

    /// <summary>Type and checks of a parameter that is not part of the tree now.</summary>
    public Span Facts(ParameterProperty property) => InBrackets([Type(property.Value, property)]);

    /// <summary>Type and checks: <c>whole number, at least 1</c>.</summary>
    public string Type(ValueShape shape, ParameterProperty? property)
    {
        string[] words = [_types.Of(shape, property?.IsPath == true), .. property is null ? [] : CheckWords.Of(property)];
        var text = string.Join(", ", words);
        return !shape.IsNullable ? text : words.Length == 1 ? $"{text} or null" : $"{text}, or null";
    }

    private static Span InBrackets(List<string> facts) => new(facts.Count > 0 ? $"({string.Join("; ", facts)})" : "", Style.Faint);

    // Nothing, or nothing that would be right: no default is meant by it.
    private static bool IsMissing(object? value, ParameterProperty? property) => property is not null && !property.Value.IsNullable
        && (value is null
            || property.Checks.Any(check => check is RequiredAttribute or MinLengthAttribute or LengthAttribute && !check.IsValid(value)));
}
