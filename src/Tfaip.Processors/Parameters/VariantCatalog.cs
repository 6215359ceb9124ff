using System.Reflection;

namespace Tfaip.Processors.Parameters;

/// <summary>
/// The closed set of parameter records that names in files can mean: those with <see cref="VariantAttribute"/> in the assemblies
/// that the program passed. Nothing else is ever created from a name. Immutable.
/// </summary>
public sealed class VariantCatalog
{
    private readonly Assembly[] _assemblies;
    private readonly Type[] _variants;

    private VariantCatalog(Assembly[] assemblies)
    {
        _assemblies = assemblies;
        _variants = [.. assemblies.SelectMany(assembly => assembly.GetTypes())
            .Where(type => !type.IsAbstract && type.IsDefined(typeof(VariantAttribute), inherit: false))];
    }

    /// <summary>The variants of Tfaip.Processors itself.</summary>
    public static VariantCatalog Default { get; } = new([typeof(VariantCatalog).Assembly]);

    /// <summary>This catalog with the variants of more assemblies.</summary>
    public VariantCatalog With(params Assembly[] assemblies)
    {
        ArgumentNullException.ThrowIfNull(assemblies);
        return new([.. _assemblies.Union(assemblies)]);
    }

    /// <summary>The variants that a node of that type can be, sorted by name.</summary>
    /// <exception cref="InvalidOperationException">Two of them have the same name.</exception>
    public IReadOnlyList<Type> VariantsOf(Type baseType)
    {
        var variants = _variants.Where(baseType.IsAssignableFrom).OrderBy(NameOf, StringComparer.Ordinal).ToArray();
        for (var i = 1; i < variants.Length; i++)
        {
            if (NameOf(variants[i]) == NameOf(variants[i - 1]))
            {
                throw new InvalidOperationException(
                    $"{variants[i - 1].FullName} and {variants[i].FullName} are both called '{NameOf(variants[i])}'; rename one of them.");
            }
        }

        return variants;
    }

    /// <summary>The variant of that name, or null.</summary>
    public Type? Find(Type baseType, string name) => VariantsOf(baseType).FirstOrDefault(type => NameOf(type) == name);

    /// <summary>The name of a variant in files.</summary>
    public static string NameOf(Type variant) =>
        variant.GetCustomAttribute<VariantAttribute>(inherit: false)?.Name
        ?? throw new ArgumentException($"{variant} has no [Variant] attribute.", nameof(variant));
}
