using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Tfaip.Parameters.Shapes;

/// <summary>
/// The closed set of variants that a tree may name: the records with <see cref="VariantAttribute"/> in given assemblies. A
/// name is only ever looked up here; it never loads a type or an assembly. Immutable.
/// </summary>
public sealed partial class VariantCatalog
{
    private readonly IReadOnlyList<Assembly> _assemblies;
    private readonly IReadOnlyList<Type> _variants;
    private readonly ILookup<string, Type> _byName;

    // Reading a record by reflection takes longer than binding it.
    private readonly ConcurrentDictionary<Type, RecordShape> _shapes = [];

    private VariantCatalog(IReadOnlyList<Assembly> assemblies, bool isPartial = false)
    {
        _assemblies = assemblies;
        _variants = assemblies
            .SelectMany(assembly => TypesOf(assembly, isPartial))
            .Where(type => type.IsDefined(typeof(VariantAttribute), inherit: false))
            .OrderBy(NameOf, StringComparer.Ordinal)
            .ThenBy(type => type.FullName, StringComparer.Ordinal)
            .ToArray();
        _byName = _variants.ToLookup(NameOf, StringComparer.Ordinal);
        foreach (var variant in _variants) Check(variant);
        RefuseDuplicates();
    }

    /// <summary>Without variants.</summary>
    public static VariantCatalog Empty { get; } = new([]);

    /// <summary>The catalog with the variants of more assemblies.</summary>
    /// <exception cref="TfaipException">Two variants of one base have the same name, or one is abstract or generic.</exception>
    public VariantCatalog With(params Assembly[] assemblies) => new([.. _assemblies.Concat(assemblies).Distinct()]);

    /// <summary>
    /// As <see cref="With"/>, for a program that lacks some of what the assemblies reference: of their types, those that load count.
    /// </summary>
    internal VariantCatalog WithWhatLoads(params Assembly[] assemblies) =>
        new([.. _assemblies.Concat(assemblies).Distinct()], isPartial: true);

    /// <summary>The variants of a base, sorted by name.</summary>
    internal IReadOnlyList<Type> VariantsOf(Type baseType) => [.. _variants.Where(baseType.IsAssignableFrom)];

    /// <summary>The variant of that name, or null.</summary>
    internal Type? Find(Type baseType, string name) => _byName[name].FirstOrDefault(baseType.IsAssignableFrom);

    /// <summary>The shape of a record, read once.</summary>
    internal RecordShape ShapeOf(Type type) => _shapes.GetOrAdd(type, RecordShape.Of);

    /// <summary>The name of a variant.</summary>
    /// <exception cref="ArgumentException">The type has no <see cref="VariantAttribute"/>.</exception>
    public static string NameOf(Type variant) =>
        variant.GetCustomAttribute<VariantAttribute>(inherit: false)?.Name
        ?? throw new ArgumentException($"{variant.FullName} has no [Variant] attribute.", nameof(variant));

    private static IEnumerable<Type> TypesOf(Assembly assembly, bool isPartial)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException error) when (isPartial)
        {
            return error.Types.OfType<Type>();
        }
    }

    private static void Check(Type variant)
    {
        if (!SnakeCase().IsMatch(NameOf(variant)))
            throw new TfaipException($"{variant.FullName}: the variant name '{NameOf(variant)}' is not in snake_case.");
        if (variant.IsAbstract || variant.ContainsGenericParameters)
            throw new TfaipException($"{variant.FullName}: a variant is neither abstract nor generic.");
    }

    private void RefuseDuplicates()
    {
        var names = new Dictionary<(Type, string), Type>();
        foreach (var variant in _variants)
        {
            for (var ancestor = variant.BaseType; ancestor is not null && ancestor != typeof(object); ancestor = ancestor.BaseType)
            {
                if (names.TryAdd((ancestor, NameOf(variant)), variant)) continue;
                throw new TfaipException(
                    $"The variant '{NameOf(variant)}' of {ancestor.Name} is there twice: {names[(ancestor, NameOf(variant))].FullName} and "
                    + $"{variant.FullName}. Rename one of them.");
            }
        }
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9]*(?:_[a-z0-9]+)*\z")]
    private static partial Regex SnakeCase();
}
