using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Tfaip.Processors.Parameters;

/// <summary>One parameter of a record.</summary>
internal sealed class ParameterProperty
{
    private readonly PropertyInfo _property;

    public ParameterProperty(PropertyInfo property, NullabilityInfoContext nullability)
    {
        _property = property;
        Name = Naming.ToSnakeCase(property.Name);
        DeclaringType = DeclaredBy(property);
        Value = ValueShape.Of(nullability.Create(property));
        IsRequired = property.IsDefined(typeof(RequiredMemberAttribute));
        IsPath = property.IsDefined(typeof(RelativePathAttribute));
        Checks = [.. property.GetCustomAttributes<ValidationAttribute>(inherit: true)];
    }

    public string Name { get; }

    /// <summary>The name in C#.</summary>
    public string MemberName => _property.Name;

    /// <summary>The record that has the property first; one that overrides it does not count.</summary>
    public Type DeclaringType { get; }

    public ValueShape Value { get; }

    /// <summary>Whether C# demands a value, so that there is no default.</summary>
    public bool IsRequired { get; }

    public bool IsPath { get; }

    public IReadOnlyList<ValidationAttribute> Checks { get; }

    /// <summary>Whether records of that type have the property too, from a base that both have.</summary>
    public bool IsSharedWith(Type type) => DeclaringType.IsAssignableFrom(type);

    public object? Get(object record) => _property.GetValue(record, BindingFlags.DoNotWrapExceptions, null, null, null);

    public void Set(object record, object? value) => _property.SetValue(record, value, BindingFlags.DoNotWrapExceptions, null, null, null);

    public static Type DeclaredBy(PropertyInfo property) => property.GetMethod!.GetBaseDefinition().DeclaringType!;
}
