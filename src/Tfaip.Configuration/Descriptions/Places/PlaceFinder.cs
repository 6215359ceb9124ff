using System.Globalization;
using Tfaip.Parameters.Hints;
using Tfaip.Parameters.Shapes;

namespace Tfaip.Configuration.Descriptions.Places;

/// <summary>Finds what a path names, in the tree as it is configured or in variants that are not chosen.</summary>
/// <param name="root">The tree.</param>
/// <param name="catalog">The variants.</param>
internal sealed class PlaceFinder(ParameterView root, VariantCatalog catalog)
{
    /// <exception cref="UnknownPlaceException">There is no such parameter; the message names the nearest.</exception>
    public Place Find(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var names = path.Split('.');
        var view = root;
        for (var i = 0; i < names.Length; i++)
        {
            if (view.Children.FirstOrDefault(child => child.Name == names[i]) is { } child) view = child;
            else return FindInVariants(view, path, names[i..]) ?? throw Unknown(path, view, names[i]);
        }

        return new ConfiguredPlace(view);
    }

    private UnchosenPlace? FindInVariants(ParameterView node, string path, string[] names)
    {
        var (owners, first) = (new List<Type>(), default((ParameterProperty Property, object? Default)?));
        foreach (var owner in node.Shape.Kind switch
        {
            ValueKind.Polymorphic => catalog.VariantsOf(node.Shape.Type),
            ValueKind.Record => [node.Shape.Type],
            _ => [],
        })
        {
            if (FindIn(owner, null, names) is not { } found) continue;
            owners.Add(owner);
            first ??= found;
        }

        return first is { } parameter ? new(node, owners, path, parameter.Property, parameter.Default) : null;
    }

    // Below a variant that is not chosen, its own defaults decide what is there.
    private static (ParameterProperty Property, object? Default)? FindIn(Type owner, object? record, ReadOnlySpan<string> names)
    {
        var shape = RecordShape.Of(owner);
        if (shape.Find(names[0]) is not { } property) return null;
        var value = property.Get(record ?? shape.Create());
        if (names.Length == 1) return (property, value);
        return property.Value.Kind switch
        {
            ValueKind.Record => FindIn(value?.GetType() ?? property.Value.Type, value, names[1..]),
            ValueKind.Polymorphic when value is not null => FindIn(value.GetType(), value, names[1..]),
            _ => null,
        };
    }

    private UnknownPlaceException Unknown(string path, ParameterView view, string name)
    {
        var nearest = Nearest(path, view, name);
        var hint = nearest is null ? "" : $" Did you mean '{nearest}'?";
        var place = view.Path.Length == 0 ? "the configuration" : view.Path;
        return new(view.Shape.Kind switch
        {
            ValueKind.Scalar => $"There is no parameter '{path}': {place} is a value, with nothing below it.{hint}",
            ValueKind.List =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"There is no parameter '{path}': {place} has no element '{name}'; it is a list of {view.Children.Count}, counted from "
                    + $"0.{hint}"),
            _ => $"There is no parameter '{path}': {place} has no '{name}'.{hint}",
        });
    }

    // At the same place; else a parameter of that name elsewhere; else one of nearly that name.
    private string? Nearest(string path, ParameterView view, string name)
    {
        // Names of a dictionary are anybody's, and numbers are not misspelt.
        if (view.Shape.Kind == ValueKind.Dictionary || (view.Shape.Kind == ValueKind.List && name[0] is >= '0' and <= '9')) return null;
        var above = view.Path.Length == 0 ? "" : $"{view.Path}.";
        if (Suggestions.Nearest(name, view.Children.Select(child => child.Name).Concat(VariantNames(view)).Distinct()) is { } sibling)
        {
            var whole = $"{above}{sibling}{path[(above.Length + name.Length)..]}";
            return root.Find(whole) is null ? $"{above}{sibling}" : whole;
        }

        var paths = root.All().SelectMany(place => VariantNames(place).Select(key => $"{place.Path}.{key}").Prepend(place.Path))
            .Where(place => place.Length > 0).Distinct().ToArray();
        var last = LastOf(path);
        var near = Array.Exists(paths, place => LastOf(place) == last) ? last : Suggestions.Nearest(last, paths.Select(LastOf).Distinct());
        var named = paths.Where(place => LastOf(place) == near).ToArray();
        return named.FirstOrDefault(place => place.StartsWith(above, StringComparison.Ordinal)) ?? named.FirstOrDefault()
            ?? Suggestions.Nearest(path, paths);
    }

    private IEnumerable<string> VariantNames(ParameterView view) => view.Shape.Kind == ValueKind.Polymorphic
        ? catalog.VariantsOf(view.Shape.Type).SelectMany(variant => RecordShape.Of(variant).Properties).Select(property => property.Name)
        : [];

    private static string LastOf(string path) => path[(path.LastIndexOf('.') + 1)..];
}
