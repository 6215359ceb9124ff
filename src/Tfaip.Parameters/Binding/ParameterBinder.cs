using Tfaip.Parameters.Hints;
using Tfaip.Parameters.Shapes;
using Tfaip.Parameters.Trees;

namespace Tfaip.Parameters.Binding;

/// <summary>Makes records of a tree of nodes.</summary>
/// <remarks>
/// The keys of a mapping are the names of the record's properties in snake_case; what the mapping does not say keeps its
/// default. A node typed by an abstract record is polymorphic: its key <c>type</c>, or a text in place of the mapping, names the
/// variant; without either it is the default's. Where a node names another variant than the default's, the properties of
/// their common base keep the default's values.
/// </remarks>
public static class ParameterBinder
{
    /// <summary>The key that names the variant of a polymorphic node.</summary>
    public const string TypeKey = "type";

    /// <summary>Binds a tree to a record.</summary>
    /// <param name="node">The tree.</param>
    /// <param name="catalog">The variants that the tree may name.</param>
    /// <param name="defaults">The values of what the tree does not say. Default: those of a new record.</param>
    /// <exception cref="ConfigurationException">Something is wrong with the tree: all errors, in the order of the file.</exception>
    public static T Bind<T>(ConfigNode node, VariantCatalog catalog, T? defaults = null)
        where T : class =>
        (T)Bind(typeof(T), node, catalog, defaults);

    /// <inheritdoc cref="Bind{T}"/>
    /// <param name="type">The type of the record.</param>
    /// <param name="node">The tree.</param>
    /// <param name="catalog">The variants that the tree may name.</param>
    /// <param name="defaults">The values of what the tree does not say. Default: those of a new record.</param>
    public static object Bind(Type type, ConfigNode node, VariantCatalog catalog, object? defaults = null) =>
        Bind(type, node, catalog, defaults, resources: null);

    /// <inheritdoc cref="Bind{T}"/>
    /// <param name="type">The type of the record.</param>
    /// <param name="node">The tree.</param>
    /// <param name="catalog">The variants that the tree may name.</param>
    /// <param name="defaults">The values of what the tree does not say. Default: those of a new record.</param>
    /// <param name="resources">
    /// Gives the content of a resource by the name that the tree has for it; null where names are paths on disk.
    /// </param>
    internal static object Bind(
        Type type, ConfigNode node, VariantCatalog catalog, object? defaults, Func<string, ReadOnlyMemory<byte>>? resources)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(catalog);
        var errors = new ErrorList();
        var bound = new TreeBinding(catalog, errors, resources).TryBind(
            new(ValueShape.Of(type), "", IsPath: false), node, defaults, out var value);
        // What is said of an error may need the whole tree: it is looked at a second time, and only then.
        if (!errors.IsEmpty) throw new ConfigurationException(Inspect(type, node, catalog, defaults).Errors);
        return bound ? value! : throw new InvalidOperationException("A tree that could not be bound has no errors.");
    }

    /// <summary>Looks at a tree without demanding that it is right: what is configured, and all that is wrong with it.</summary>
    /// <param name="type">The type of the record.</param>
    /// <param name="node">The tree.</param>
    /// <param name="catalog">The variants that the tree may name.</param>
    /// <param name="defaults">The values of what the tree does not say. Default: those of a new record.</param>
    internal static Inspection Inspect(Type type, ConfigNode node, VariantCatalog catalog, object? defaults = null)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(catalog);
        var (root, value, errors) = Look(type, node, catalog, defaults);
        return new(root, value, errors.Sorted(new(root, catalog)));
    }

    /// <summary>Looks at a tree, right or wrong, for what is configured alone.</summary>
    /// <param name="type">The type of the record.</param>
    /// <param name="node">The tree.</param>
    /// <param name="catalog">The variants that the tree may name.</param>
    /// <param name="defaults">The values of what the tree does not say. Default: those of a new record.</param>
    internal static ParameterView View(Type type, ConfigNode node, VariantCatalog catalog, object? defaults = null)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(catalog);
        return Look(type, node, catalog, defaults).Root;
    }

    private static (ParameterView Root, object? Value, ErrorList Errors) Look(
        Type type, ConfigNode node, VariantCatalog catalog, object? defaults)
    {
        var errors = new ErrorList();
        var shape = ValueShape.Of(type);
        var root = new ParameterView("", "", shape, null);
        var bound = new TreeBinding(catalog, errors).TryBind(new(shape, "", IsPath: false) { View = root }, node, defaults, out var value);
        return (root, bound ? value : null, errors);
    }
}
