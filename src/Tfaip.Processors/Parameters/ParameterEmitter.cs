using System.Collections;

namespace Tfaip.Processors.Parameters;

/// <summary>Turns parameter records into a tree of nodes, complete with defaults: binding it gives an equal record.</summary>
public static class ParameterEmitter
{
    /// <summary>Emits a record.</summary>
    /// <param name="parameters">The record.</param>
    /// <param name="declaredType">The type of the place that it stands in, which decides whether it names its variant; null for its own.</param>
    /// <param name="relativeTo">The folder of the file that the tree is for: paths are written relative to it; null to leave them as they are.</param>
    public static ConfigNode Emit(object parameters, Type? declaredType = null, string? relativeTo = null)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return Node(parameters, declaredType ?? parameters.GetType(), relativeTo, isPath: false);
    }

    private static ConfigNode Node(object? value, Type declared, string? relativeTo, bool isPath)
    {
        if (value is null) return new ScalarNode(null, false, Origin.Default);

        // A path that is not absolute is a default, which the binder leaves as it is too.
        if (isPath && relativeTo is not null && value is string path && Path.IsPathRooted(path))
        {
            value = Path.GetRelativePath(relativeTo, path).Replace(Path.DirectorySeparatorChar, '/');
        }

        var type = value.GetType();
        if (Scalars.IsScalar(type)) return new ScalarNode(Scalars.Format(value), value is string, Origin.Default);
        if (ParameterType.ListItem(declared) is { } item)
        {
            return new SequenceNode([.. ((IEnumerable)value).Cast<object?>().Select(element => Node(element, item, relativeTo, isPath))], Origin.Default);
        }

        if (ParameterType.DictionaryValue(declared) is { } of)
        {
            var pairs = ((IEnumerable)value).Cast<object>().Select(pair => (
                Key: (string)pair.GetType().GetProperty("Key")!.GetValue(pair)!, Value: pair.GetType().GetProperty("Value")!.GetValue(pair)));
            return new MappingNode([.. pairs.Select(pair => Entry(pair.Key, Node(pair.Value, of, relativeTo, isPath)))], Origin.Default);
        }

        var entries = new List<MappingEntry>();
        if (type.IsDefined(typeof(VariantAttribute), inherit: false))
        {
            entries.Add(Entry(ParameterBinder.TypeKey, new ScalarNode(VariantCatalog.NameOf(type), true, Origin.Default)));
        }

        entries.AddRange(ParameterType.Properties(type)
            .Select(property => Entry(property.Name, Node(property.Property.GetValue(value), property.Property.PropertyType, relativeTo, property.IsRelativePath))));
        return new MappingNode(entries, Origin.Default);
    }

    private static MappingEntry Entry(string key, ConfigNode value) => new(key, Origin.Default, value);
}
