using Tfaip.Parameters.Shapes;

namespace Tfaip.Parameters.Hints;

/// <summary>A parameter that the tree has, or would have if another variant were chosen.</summary>
/// <param name="Node">The record that has it.</param>
/// <param name="Property">The parameter.</param>
/// <param name="Variants">The names of the variants that have it; empty where the tree as configured has it.</param>
internal sealed record KnownPlace(ParameterView Node, ParameterProperty Property, IReadOnlyList<string> Variants)
{
    public string Path => Node.Path.Length == 0 ? Property.Name : $"{Node.Path}.{Property.Name}";

    /// <summary>All places of a tree, in its order.</summary>
    public static IEnumerable<KnownPlace> All(ParameterView root, VariantCatalog catalog) =>
        root.All().SelectMany(node => Of(node, node.Record, catalog));

    /// <summary>The places of one node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="configured">Its record; null where none is chosen.</param>
    /// <param name="catalog">The variants.</param>
    public static IEnumerable<KnownPlace> Of(ParameterView node, RecordShape? configured, VariantCatalog catalog)
    {
        // A nested record that is null has its parameters as soon as one is given.
        if (node.Shape.Kind == ValueKind.Record) configured ??= catalog.ShapeOf(node.Shape.Type);
        foreach (var property in configured?.Properties ?? []) yield return new(node, property, []);
        if (node.Shape.Kind != ValueKind.Polymorphic) yield break;
        var others = catalog.VariantsOf(node.Shape.Type)
            .Where(variant => variant != configured?.Type)
            .SelectMany(variant =>
                catalog.ShapeOf(variant).Properties.Select(property => (Name: VariantCatalog.NameOf(variant), Property: property)))
            .Where(other => configured?.Find(other.Property.Name) is null)
            .GroupBy(other => other.Property.Name);
        foreach (var group in others) yield return new(node, group.First().Property, [.. group.Select(other => other.Name)]);
    }
}
