namespace Tfaip.Processors.Parameters;

/// <summary>Turns a tree of nodes into parameter records.</summary>
/// <remarks>
/// What the tree does not say keeps the value of the defaults: of the given instance, or else of the record's initialisers. A
/// record that is abstract, or has variants, is polymorphic: a mapping with <c>type</c>, or a scalar that names the variant; without
/// a type the variant of the defaults is meant. Where the variant changes, values of properties that a common base record
/// declares are kept.
/// </remarks>
public static class ParameterBinder
{
    /// <summary>The key that names the variant of a polymorphic node.</summary>
    public const string TypeKey = "type";

    /// <summary>Binds a tree.</summary>
    /// <param name="node">The tree.</param>
    /// <param name="catalog">What names of variants mean.</param>
    /// <param name="defaults">The values of what the tree does not say.</param>
    /// <exception cref="ConfigurationException">The tree does not fit; all errors of it at once.</exception>
    public static T Bind<T>(ConfigNode node, VariantCatalog catalog, T? defaults = null)
        where T : class => (T)Bind(typeof(T), node, catalog, defaults);

    /// <inheritdoc cref="Bind{T}(ConfigNode, VariantCatalog, T)"/>
    public static object Bind(Type type, ConfigNode node, VariantCatalog catalog, object? defaults = null)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(catalog);
        var binding = new Binding(catalog);
        var result = binding.BindRecord(type, node, defaults, "");
        return binding.Errors.Count == 0 ? result! : throw new ConfigurationException(binding.Errors);
    }
}
