using System.Collections;
using Tfaip.Parameters.Resources;
using Tfaip.Parameters.Shapes;
using Tfaip.Parameters.Trees;

namespace Tfaip.Parameters.Binding;

/// <summary>
/// Makes a tree of nodes of records: complete, with every default written out, properties of base records first, the variant of
/// a polymorphic node as its first entry <c>type</c>. Bound again, the tree gives equal records.
/// </summary>
internal static class ParameterEmitter
{
    /// <summary>Emits a record, or a list or dictionary of records.</summary>
    /// <param name="parameters">The record.</param>
    /// <param name="declaredType">
    /// The type as which the tree will be bound; the variant's name is emitted where it is abstract. Default: the record's own type.
    /// </param>
    /// <param name="relativeTo">
    /// The folder of the file that the tree is for; absolute paths, in properties with <see cref="RelativePathAttribute"/> and of
    /// resources, are emitted relative to it. Default: null, paths are emitted as they are.
    /// </param>
    public static ConfigNode Emit(object parameters, Type? declaredType = null, string? relativeTo = null)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return Emit(parameters, ValueShape.Of(declaredType ?? parameters.GetType()), relativeTo, isPath: false);
    }

    private static ConfigNode Emit(object? value, ValueShape shape, string? relativeTo, bool isPath) => (value, shape.Kind) switch
    {
        (null, _) => new ScalarNode(null, false, Origin.Default),
        // A path that is not absolute is a default, which the binder leaves as it is too.
        (string path, _) when isPath && relativeTo is not null && Path.IsPathRooted(path) =>
            Text(Path.GetRelativePath(relativeTo, path).Replace(Path.DirectorySeparatorChar, '/')),
        (ResourceFile resource, _) => Emit(resource.Path, shape, relativeTo, isPath: true),
        (string or Enum or TimeSpan, _) => Text(ScalarText.Of(value)),
        (_, ValueKind.Scalar) => new ScalarNode(ScalarText.Of(value), false, Origin.Default),
        (_, ValueKind.List) => new SequenceNode(
            [.. ((IEnumerable)value).Cast<object?>().Select(item => Emit(item, shape.Element!, relativeTo, isPath))], Origin.Default),
        (_, ValueKind.Dictionary) => new MappingNode(
            [.. Collections.Entries(value).Select(entry => Entry(entry.Key, Emit(entry.Value, shape.Element!, relativeTo, isPath)))],
            Origin.Default),
        _ => EmitRecord(value, shape.Kind == ValueKind.Polymorphic, relativeTo),
    };

    private static MappingNode EmitRecord(object record, bool isPolymorphic, string? relativeTo)
    {
        var type = record.GetType();
        var entries = new List<MappingEntry>();
        if (isPolymorphic) entries.Add(Entry(ParameterBinder.TypeKey, Text(VariantCatalog.NameOf(type))));
        foreach (var property in RecordShape.Of(type).Properties)
            entries.Add(Entry(property.Name, Emit(property.Get(record), property.Value, relativeTo, property.IsPath)));
        return new(entries, Origin.Default);
    }

    private static MappingEntry Entry(string key, ConfigNode value) => new(key, Origin.Default, value);

    private static ScalarNode Text(string text) => new(text, ScalarText.LooksLikeOther(text), Origin.Default);
}
