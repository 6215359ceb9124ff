using System.Collections;

namespace Tfaip.Parameters.Shapes;

/// <summary>Creates the lists and dictionaries of records.</summary>
internal static class Collections
{
    /// <summary>A list of the type that the shape asks for: a <see cref="List{T}"/> where it must be one, else an array.</summary>
    public static object List(ValueShape shape, List<object?> items)
    {
        // The nullable element of a list of numbers is another type than the number.
        var element = shape.Type.IsArray ? shape.Type.GetElementType()! : shape.Type.GetGenericArguments()[0];
        var array = Array.CreateInstance(element, items.Count);
        for (var i = 0; i < items.Count; i++) array.SetValue(items[i], i);
        return shape.Type.IsInstanceOfType(array) ? array : Activator.CreateInstance(shape.Type, array)!;
    }

    /// <summary>A dictionary with the entries of another one, if given; a missing key gives null.</summary>
    public static IDictionary Dictionary(ValueShape shape, object? entries)
    {
        var type = typeof(Dictionary<,>).MakeGenericType(shape.Type.GetGenericArguments());
        var dictionary = (IDictionary)Activator.CreateInstance(type)!;
        if (entries is null) return dictionary;
        foreach (var (key, value) in Entries(entries)) dictionary.Add(key, value);
        return dictionary;
    }

    /// <summary>The entries of any dictionary with names as keys.</summary>
    public static IEnumerable<(string Key, object? Value)> Entries(object dictionary)
    {
        foreach (var entry in (IEnumerable)dictionary)
        {
            var type = entry.GetType();
            yield return ((string)type.GetProperty("Key")!.GetValue(entry)!, type.GetProperty("Value")!.GetValue(entry));
        }
    }
}
