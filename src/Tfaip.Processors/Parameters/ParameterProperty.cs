using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace Tfaip.Processors.Parameters;

/// <summary>A property of a parameters record, as files see it.</summary>
internal sealed class ParameterProperty
{
    private static readonly NullabilityInfoContext Nullability = new();

    public ParameterProperty(PropertyInfo property)
    {
        Property = property;
        Name = Naming.ToSnakeCase(property.Name);
        Rules = [.. property.GetCustomAttributes<ValidationAttribute>(inherit: true)];
        IsRelativePath = property.IsDefined(typeof(RelativePathAttribute), inherit: true);
        IsRequired = Rules.Any(rule => rule is RequiredAttribute);
        lock (Nullability) Info = Nullability.Create(property);
    }

    public PropertyInfo Property { get; }

    public string Name { get; }

    public IReadOnlyList<ValidationAttribute> Rules { get; }

    public bool IsRelativePath { get; }

    public bool IsRequired { get; }

    public NullabilityInfo Info { get; }
}
