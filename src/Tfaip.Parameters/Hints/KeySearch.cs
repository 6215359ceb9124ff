using Tfaip.Parameters.Shapes;

namespace Tfaip.Parameters.Hints;

/// <summary>Searches the tree for the parameter that was probably meant by a key.</summary>
internal sealed class KeySearch(ParameterView root, VariantCatalog catalog)
{
    // In edits. Who writes a name that exists elsewhere letter by letter rather meant that one than one that differs by a letter here.
    private const double OtherVariant = 0.3;
    private const double OtherNode = 0.8;
    private const double OtherElement = 0.2;
    private const double StepInTree = 0.01;

    // In a whole tree there is something for every word: elsewhere only what is very near is meant.
    private const double FarthestElsewhere = 2.2;
    private const double LettersForEdit = 3;

    private readonly Lazy<IReadOnlyList<KnownPlace>> _places = new(() => [.. KnownPlace.All(root, catalog)]);

    /// <summary>How many places each search compares.</summary>
    public int Count => _places.Value.Count;

    /// <summary>The likeliest places, from the best on: usually one, a few where they are equally near.</summary>
    public IReadOnlyList<KnownPlace> Find(UnknownKey unknown)
    {
        var key = unknown.Entry.Key;
        var here = KnownPlace.Of(unknown.Node, unknown.Shape, catalog);
        var elsewhere = _places.Value.Where(place => place.Node != unknown.Node);
        var ranked = Suggestions.Rank(
            key,
            here.Concat(elsewhere).Select(place => (place, Cost(unknown, place))),
            place => place.Property.Name);
        if (ranked.Count == 0) return [];

        // Of the same parameter in several elements of a list the first one stands for all.
        var seen = new HashSet<(Type, string)>();
        var (best, least) = ranked[0];
        return
        [
            .. ranked
                .TakeWhile(place => place.Cost <= least + Suggestions.NearEqual)
                .Select(place => place.Item)
                .Where(place =>
                    place.Node == unknown.Node == (best.Node == unknown.Node) && place.Variants.Count == 0 == (best.Variants.Count == 0))
                .Where(place => seen.Add((place.Property.DeclaringType, place.Property.Name)))
                .Take(Suggestions.MostShown),
        ];
    }

    /// <summary>The nodes that can be the variant of that name.</summary>
    public IEnumerable<ParameterView> NodesWithVariant(string name, Type except) => root.All()
        .Where(node =>
            node.Shape.Kind == ValueKind.Polymorphic && node.Shape.Type != except && catalog.Find(node.Shape.Type, name) is not null);

    /// <summary>The path of a place with names behind it, those that do not exist mended.</summary>
    public string Complete(KnownPlace place, IReadOnlyList<string> rest)
    {
        var path = place.Path;
        var node = place.Variants.Count == 0 ? root.Find(path) : null;
        foreach (var name in rest)
        {
            var next = node?.Children.FirstOrDefault(child => child.Name == name);
            if (node is not null && next is null && Suggestions.Nearest(name, node.Children.Select(child => child.Name)) is { } near)
                next = node.Children.First(child => child.Name == near);
            path = $"{path}.{next?.Name ?? name}";
            node = next;
        }

        return path;
    }

    private static double? Cost(UnknownKey unknown, KnownPlace place)
    {
        var resemblance = Resemblance.Of(unknown.Entry.Key, place.Property.Name);
        var isFar = resemblance > Math.Min(FarthestElsewhere, place.Property.Name.Length / LettersForEdit);
        return place.Node != unknown.Node && isFar ? null : resemblance + Distance(unknown, place);
    }

    private static double Distance(UnknownKey unknown, KnownPlace place)
    {
        var variant = place.Variants.Count > 0 ? OtherVariant : 0;
        if (place.Node == unknown.Node) return variant;
        string[] from = unknown.Path.Length == 0
            ? []
            : unknown.Path.Split('.'), to = place.Node.Path.Length == 0 ? [] : place.Node.Path.Split('.');
        var common = from.Zip(to).TakeWhile(pair => pair.First == pair.Second).Count();
        // What another element of the list has rather belongs there than that this one is of another kind.
        var isElement = variant == 0 && place.Node.Shape.Type == unknown.Node.Shape.Type
            && (place.Node.Property, unknown.Node.Property) == (null, null);
        return variant + (isElement ? OtherElement : OtherNode) + (StepInTree * (from.Length + to.Length - (2 * common)));
    }
}
