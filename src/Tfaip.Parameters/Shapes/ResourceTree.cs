using System.Collections;
using System.Globalization;
using Tfaip.Parameters.Resources;

namespace Tfaip.Parameters.Shapes;

/// <summary>Finds and replaces the resources of a parameter tree.</summary>
internal static class ResourceTree
{
    /// <summary>All resources of a record, or of a list of records, with their places, such as <c>pre_processing.0.alphabet</c>.</summary>
    public static IReadOnlyList<(string Place, ResourceFile Resource)> Find<T>(T parameters)
        where T : class
    {
        var found = new List<(string, ResourceFile)>();
        Replace(parameters, (place, resource) =>
        {
            found.Add((place, resource));
            return resource;
        });
        return found;
    }

    /// <summary>
    /// The record with its resources replaced; the same one where none changes, so that records without resources are not copied.
    /// </summary>
    /// <param name="parameters">A record, or a list of records.</param>
    /// <param name="replace">Gives the new resource for a place and the resource there.</param>
    public static T Replace<T>(T parameters, Func<string, ResourceFile, ResourceFile> replace)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(replace);
        // A list that was made in code may have any type; what it is declared as says what it holds.
        var shape = ValueShape.Of(parameters is IEnumerable ? typeof(T) : parameters.GetType());
        return (T)Value(parameters, shape, "", replace)!;
    }

    private static object? Value(object? value, ValueShape shape, string place, Func<string, ResourceFile, ResourceFile> replace) =>
        (value, shape.Kind) switch
        {
            (null, _) => null,
            (ResourceFile resource, _) => replace(place, resource),
            (_, ValueKind.Scalar) => value,
            (_, ValueKind.List) => List(value, shape, place, replace),
            (_, ValueKind.Dictionary) => Dictionary(value, shape, place, replace),
            _ => Record(value, place, replace),
        };

    private static object List(object list, ValueShape shape, string place, Func<string, ResourceFile, ResourceFile> replace)
    {
        var (items, isChanged) = (new List<object?>(), false);
        foreach (var item in (IEnumerable)list)
        {
            var next = Value(item, shape.Element!, Join(place, items.Count.ToString(CultureInfo.InvariantCulture)), replace);
            isChanged |= !Equals(next, item);
            items.Add(next);
        }

        return isChanged ? Collections.List(shape, items) : list;
    }

    private static object Dictionary(object dictionary, ValueShape shape, string place, Func<string, ResourceFile, ResourceFile> replace)
    {
        IDictionary? changed = null;
        foreach (var (key, item) in Collections.Entries(dictionary))
        {
            var next = Value(item, shape.Element!, Join(place, key), replace);
            if (Equals(next, item)) continue;
            changed ??= Collections.Dictionary(shape, dictionary);
            changed[key] = next;
        }

        return changed ?? dictionary;
    }

    private static object Record(object record, string place, Func<string, ResourceFile, ResourceFile> replace)
    {
        var shape = RecordShape.Of(record.GetType());
        object? changed = null;
        foreach (var property in shape.Properties)
        {
            var value = property.Get(record);
            var next = Value(value, property.Value, Join(place, property.Name), replace);
            if (Equals(next, value)) continue;
            changed ??= shape.CreateFrom(record);
            property.Set(changed, next);
        }

        return changed ?? record;
    }

    private static string Join(string place, string name) => place.Length == 0 ? name : $"{place}.{name}";
}
