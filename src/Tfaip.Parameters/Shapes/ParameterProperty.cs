using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Runtime.CompilerServices;
using Tfaip.Parameters.Resources;

namespace Tfaip.Parameters.Shapes;

/// <summary>One parameter of a record.</summary>
internal sealed class ParameterProperty
{
    private readonly PropertyInfo _property;

    internal ParameterProperty(PropertyInfo property, NullabilityInfoContext nullability)
    {
        _property = property;
        Name = Naming.ToSnakeCase(property.Name);
        DeclaringType = DeclaredBy(property);
        Value = ValueShape.Of(nullability.Create(property));
        IsRequired = property.IsDefined(typeof(RequiredMemberAttribute));
        IsPath = property.IsDefined(typeof(RelativePathAttribute)) || HoldsResources(Value);
        Unit = property.GetCustomAttribute<UnitAttribute>(inherit: true)?.Kind;
        if (Unit is not null && !IsNumber(Value))
            throw new InvalidOperationException($"{property.DeclaringType}.{property.Name} is no number and cannot have a unit.");
        Checks = [.. property.GetCustomAttributes<ValidationAttribute>(inherit: true)];
    }

    /// <summary>The name in files and on the command line, in snake_case.</summary>
    public string Name { get; }

    /// <summary>What its <c>[Description]</c> or its doc comment says of it, or null.</summary>
    public string? Description => ParameterTexts.Of(_property);

    /// <summary>The name in C#.</summary>
    public string MemberName => _property.Name;

    /// <summary>The record that has the property first; one that overrides it does not count.</summary>
    public Type DeclaringType { get; }

    /// <summary>What its value can be.</summary>
    public ValueShape Value { get; }

    /// <summary>Whether C# demands a value, so that there is no default.</summary>
    public bool IsRequired { get; }

    /// <summary>Whether its texts are paths.</summary>
    public bool IsPath { get; }

    /// <summary>The units that its numbers may be written with; null for none.</summary>
    public UnitKind? Unit { get; }

    /// <summary>What else its value must be.</summary>
    public IReadOnlyList<ValidationAttribute> Checks { get; }

    /// <summary>Whether records of that type have the property too, from a base that both have.</summary>
    public bool IsSharedWith(Type type) => DeclaringType.IsAssignableFrom(type);

    /// <summary>Its value in a record.</summary>
    public object? Get(object record) => _property.GetValue(record, BindingFlags.DoNotWrapExceptions, null, null, null);

    internal void Set(object record, object? value) =>
        _property.SetValue(record, value, BindingFlags.DoNotWrapExceptions, null, null, null);

    private static bool HoldsResources(ValueShape shape) =>
        shape.Element is { } element ? HoldsResources(element) : shape.Type == typeof(ResourceFile);

    private static bool IsNumber(ValueShape shape) => shape.Element is { } element
        ? IsNumber(element)
        : !shape.Type.IsEnum && Type.GetTypeCode(shape.Type) is >= TypeCode.SByte and <= TypeCode.Double;

    internal static Type DeclaredBy(PropertyInfo property) => property.GetMethod!.GetBaseDefinition().DeclaringType!;
}
