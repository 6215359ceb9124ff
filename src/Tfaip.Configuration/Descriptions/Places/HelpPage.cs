using Tfaip.Configuration.Descriptions.Layout;
using Tfaip.Parameters;
using Tfaip.Parameters.Shapes;

namespace Tfaip.Configuration.Descriptions.Places;

/// <summary>
/// The help of a tree as it is configured: a group for each node, a parameter in each line with its value, its type, and where the value
/// comes from.
/// </summary>
internal sealed class HelpPage
{
    private const int LongestColumn = 28;

    private readonly PageWriter _page;
    private readonly VariantCatalog _catalog;
    private readonly PlaceText _texts;
    private readonly bool _hasVariants;
    private readonly HashSet<Type> _listed = [];
    private int _column;

    /// <summary>Creates the page.</summary>
    /// <param name="page">Where it is written.</param>
    /// <param name="catalog">The variants.</param>
    /// <param name="errors">What is wrong with the tree.</param>
    /// <param name="hasVariants">Whether all variants of polymorphic nodes are listed, not only the chosen ones.</param>
    public HelpPage(PageWriter page, VariantCatalog catalog, IReadOnlyList<ConfigurationError> errors, bool hasVariants)
    {
        (_page, _catalog, _hasVariants) = (page, catalog, hasVariants);
        _texts = new(catalog, errors.Select(error => error.Origin));
    }

    /// <summary>Writes a place and what is below it.</summary>
    public void Write(ParameterView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var names = view.All().Where(IsLeaf).Select(leaf => leaf == view ? leaf.Path : leaf.Name)
            .Concat(
                _hasVariants ? view.All().SelectMany(place => _catalog.VariantsOf(Innermost(place.Shape).Type)).SelectMany(NamesOf) : []);
        _column = Math.Min(LongestColumn, names.Select(name => name.Length).DefaultIfEmpty(0).Max() + 2);
        if (IsLeaf(view)) Leaf(0, view, view.Path);
        else Group(view);
    }

    /// <summary>Writes a parameter that does not apply now.</summary>
    public void Write(UnchosenPlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        _column = Math.Min(LongestColumn, place.Path.Length + 2);
        Property(0, place.Path, place.Property, place.Default);
        _page.Blank();
        _page.Paragraph(0, $"It does not apply now: {place.WhyNot}");
        if (place.HowTo is { } how) _page.Paragraph(0, how);
    }

    /// <summary>Whether the place is a value, not a group of its own.</summary>
    public static bool IsLeaf(ParameterView view) => view.Path.Length > 0 && !PlaceText.IsNode(view.Shape);

    private void Group(ParameterView view)
    {
        if (view.Path.Length > 0) Heading(view);
        if (_hasVariants && view.Shape.Kind == ValueKind.Polymorphic && _listed.Add(view.Shape.Type)) Variants(view);
        else Children(2, view.Children);
        if (_hasVariants && Innermost(view.Shape) is { Kind: ValueKind.Polymorphic } element && element != view.Shape
            && _listed.Add(element.Type))
        {
            _page.Blank();
            _page.Paragraph(2, "Each of its elements is one of these:");
            Variants(element.Type, null, []);
        }

        foreach (var child in view.Children.Where(child => !IsLeaf(child)))
        {
            _page.Blank();
            Group(child);
        }
    }

    private void Heading(ParameterView view)
    {
        var summary = Summary(view);
        _page.Paragraph(0, 2, new(view.Path, Style.Heading), "  ", summary, summary.Text.Length > 0 ? " " : "", _texts.Facts(view));
        var description = view.Property is { } property
            ? property.Description
            : RecordText.DescriptionOf(view.Record?.Type ?? view.Shape.Type);
        if (!string.IsNullOrEmpty(description)) _page.Paragraph(2, description);
    }

    /// <summary>What stands for a whole node: its variant, or how much it holds.</summary>
    public static Span Summary(ParameterView view) => view switch
    {
        { IsBound: true, Value: null, Shape.IsNullable: true } => Value("null"),
        { Shape.Kind: ValueKind.Polymorphic, Record: { } record } => Value(VariantCatalog.NameOf(record.Type)),
        { Shape.Kind: ValueKind.Polymorphic, Node: { } given } => new(ValueText.Of(given), Style.Bad),
        { Shape.Kind: ValueKind.List, Children: [] } => Value("[]"),
        { Shape.Kind: ValueKind.Dictionary, Children: [] } => Value("{}"),
        { Shape.Kind: ValueKind.List or ValueKind.Dictionary, Children.Count: var count } =>
            Value(count == 1 ? "1 element" : $"{count} elements"),
        _ => Value(""),
    };

    private static Span Value(string text) => new(text, Style.Value);

    private void Children(int indent, IEnumerable<ParameterView> children)
    {
        foreach (var child in children.Where(IsLeaf)) Leaf(indent, child, child.Name);
    }

    private void Leaf(int indent, ParameterView view, string name) => _page.Entry(
        indent, indent + _column, new(name, Style.Name), [_texts.Value(view), " ", _texts.Facts(view)], [view.Property?.Description ?? ""]);

    private void Property(int indent, string name, ParameterProperty property, object? value) => _page.Entry(
        indent,
        indent + _column,
        new(name, Style.Name),
        [PlaceText.Default(property, value), " ", _texts.Facts(property)],
        [property.Description ?? ""]);

    private void Variants(ParameterView view)
    {
        Children(2, view.Children.Where(child => child.Property?.IsSharedWith(view.Shape.Type) == true));
        Variants(view.Shape.Type, view.Record?.Type, view.Children);
    }

    // What all variants have stands before them, with the values that are configured.
    private void Variants(Type baseType, Type? chosen, IReadOnlyList<ParameterView> children)
    {
        foreach (var variant in _catalog.VariantsOf(baseType))
        {
            _page.Blank();
            var isChosen = variant == chosen;
            var description = RecordText.DescriptionOf(variant);
            _page.Paragraph(2, 4, new(VariantCatalog.NameOf(variant), Style.Heading), isChosen ? " (chosen)" : "", description.Length > 0
                ? $": {description}"
                : "");
            if (isChosen)
            {
                Children(4, children.Where(child => child.Property?.IsSharedWith(baseType) == false));
                continue;
            }

            var shape = RecordShape.Of(variant);
            var record = shape.Create();
            foreach (var property in shape.Properties.Where(property => chosen is null || !property.IsSharedWith(baseType)))
                Property(4, property.Name, property, property.Get(record));
        }
    }

    private static IEnumerable<string> NamesOf(Type variant) => RecordShape.Of(variant).Properties.Select(property => property.Name);

    private static ValueShape Innermost(ValueShape shape)
    {
        while (shape.Element is { } element) shape = element;
        return shape;
    }
}
