using System.Reflection;
using Tfaip.Parameters.Resources;

namespace Tfaip.Parameters.Shapes;

/// <summary>What a value can be: its type without <c>?</c>, whether null is one of its values, and what it holds.</summary>
/// <param name="Type">The type; for a nullable number the number.</param>
/// <param name="IsNullable">Whether null is allowed.</param>
/// <param name="Kind">How the type is written.</param>
/// <param name="Element">What a list or a dictionary holds; null for the other kinds.</param>
internal sealed record ValueShape(Type Type, bool IsNullable, ValueKind Kind, ValueShape? Element)
{
    private static readonly Type[] Scalars =
    [
        typeof(string), typeof(bool), typeof(TimeSpan), typeof(float), typeof(double),
        typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong),
        typeof(ResourceFile),
    ];

    private static readonly Type[] Lists =
    [
        typeof(IReadOnlyList<>), typeof(IReadOnlyCollection<>), typeof(IEnumerable<>), typeof(IList<>), typeof(ICollection<>),
        typeof(List<>),
    ];

    private static readonly Type[] Dictionaries = [typeof(IReadOnlyDictionary<,>), typeof(IDictionary<,>), typeof(Dictionary<,>)];

    /// <summary>The shape of a type of which nothing is known but the type; what it holds is not null.</summary>
    public static ValueShape Of(Type type) => Of(type, isNullable: false, _ => null);

    /// <summary>The shape of a property.</summary>
    public static ValueShape Of(NullabilityInfo info) => Of(
        info.Type,
        info.WriteState == NullabilityState.Nullable,
        index => info.ElementType ?? info.GenericTypeArguments.ElementAtOrDefault(index));

    private static ValueShape Of(Type type, bool isNullable, Func<int, NullabilityInfo?> argument)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying) (type, isNullable) = (underlying, true);
        ValueShape Element(Type element, int index) => argument(index) is { } info ? Of(info) : Of(element);

        if (type.IsArray) return new(type, isNullable, ValueKind.List, Element(type.GetElementType()!, 0));
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        if (Lists.Contains(definition)) return new(type, isNullable, ValueKind.List, Element(type.GetGenericArguments()[0], 0));
        if (Dictionaries.Contains(definition) && type.GetGenericArguments()[0] == typeof(string))
            return new(type, isNullable, ValueKind.Dictionary, Element(type.GetGenericArguments()[1], 1));
        if (type.IsEnum && type.IsDefined(typeof(FlagsAttribute), inherit: false))
            throw new InvalidOperationException(
                $"{type} has [Flags] and cannot be the type of a parameter; take a list of an enum without it.");
        if (type.IsEnum || Scalars.Contains(type)) return new(type, isNullable, ValueKind.Scalar, null);
        if (type.IsClass && !$"{type.Namespace}.".StartsWith("System.", StringComparison.Ordinal))
            return new(type, isNullable, type.IsAbstract ? ValueKind.Polymorphic : ValueKind.Record, null);
        throw new InvalidOperationException($"{type} cannot be the type of a parameter.");
    }
}
