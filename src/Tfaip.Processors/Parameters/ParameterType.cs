using System.Collections.Concurrent;
using System.Reflection;

namespace Tfaip.Processors.Parameters;

/// <summary>What the binder, the emitter and the help know of a type: which kind it is, and a record's properties.</summary>
internal static class ParameterType
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<ParameterProperty>> Cache = new();

    /// <summary>The properties that files can set, those of the base records first, in the order of the source.</summary>
    public static IReadOnlyList<ParameterProperty> Properties(Type type) => Cache.GetOrAdd(type, Find);

    public static bool IsRecord(Type type) =>
        type is { IsClass: true } && type != typeof(string) && type.GetMethod("<Clone>$") is not null;

    public static Type? ListItem(Type type) => GenericArgument(type, typeof(IReadOnlyList<>));

    public static Type? DictionaryValue(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>)
        && type.GetGenericArguments() is [var key, var value] && key == typeof(string) ? value : null;

    private static Type? GenericArgument(Type type, Type definition) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == definition ? type.GetGenericArguments()[0] : null;

    private static IReadOnlyList<ParameterProperty> Find(Type type) =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property is { CanRead: true, CanWrite: true } && property.GetIndexParameters().Length == 0)
            .OrderBy(property => Depth(property.DeclaringType!)).ThenBy(property => property.MetadataToken)
            .Select(property => new ParameterProperty(property)),
    ];

    private static int Depth(Type? type) => type is null ? 0 : 1 + Depth(type.BaseType);
}
