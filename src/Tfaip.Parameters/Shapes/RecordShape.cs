using System.Reflection;
using Tfaip.Parameters.Binding;

namespace Tfaip.Parameters.Shapes;

/// <summary>The parameters of a record: its public properties that can be set, those of base records first.</summary>
internal sealed class RecordShape
{
    private ConstructorInfo? _constructor;

    private RecordShape(Type type, IReadOnlyList<ParameterProperty> properties) => (Type, Properties) = (type, properties);

    /// <summary>The record's type.</summary>
    public Type Type { get; }

    /// <summary>Its parameters, those of base records first.</summary>
    public IReadOnlyList<ParameterProperty> Properties { get; }

    /// <summary>The parameter of that name, or null.</summary>
    public ParameterProperty? Find(string name)
    {
        foreach (var property in Properties)
        {
            if (property.Name == name) return property;
        }

        return null;
    }

    /// <summary>Reads the shape of a record.</summary>
    /// <exception cref="InvalidOperationException">The record cannot be a parameters record: two properties have one name, say.</exception>
    public static RecordShape Of(Type type)
    {
        var nullability = new NullabilityInfoContext();
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property =>
                property.GetMethod is not null && property.SetMethod?.IsPublic == true && property.GetIndexParameters().Length == 0)
            .OrderBy(property => Depth(ParameterProperty.DeclaredBy(property)))
            .ThenBy(property => property.MetadataToken)
            .Select(property => new ParameterProperty(property, nullability))
            .ToArray();
        var twice = properties.GroupBy(property => property.Name).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null) throw new InvalidOperationException($"{type.FullName} has two parameters named {twice.Key}.");
        if (type.IsDefined(typeof(VariantAttribute), inherit: false)
                && properties.Any(property => property.Name == ParameterBinder.TypeKey))
            throw new InvalidOperationException(
                $"{type.FullName}: the name '{ParameterBinder.TypeKey}' says which variant a node is; a variant has no parameter of that "
                + "name.");
        return new(type, properties);
    }

    /// <summary>Creates the record with its defaults.</summary>
    public object Create()
    {
        _constructor ??= Type.GetConstructor(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance, Type.EmptyTypes)
            ?? throw new InvalidOperationException(
                $"{Type.FullName} has no constructor without arguments, which a parameters record needs.");
        return _constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, null, null);
    }

    /// <summary>
    /// Creates the record with the values of another one of the same or another variant: those of all properties that both
    /// have from a common base.
    /// </summary>
    internal object CreateFrom(object? defaults)
    {
        var record = Create();
        if (defaults is null) return record;
        foreach (var property in Properties)
        {
            if (property.IsSharedWith(defaults.GetType())) property.Set(record, property.Get(defaults));
        }

        return record;
    }

    private static int Depth(Type type)
    {
        var depth = 0;
        for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType) depth++;
        return depth;
    }
}
