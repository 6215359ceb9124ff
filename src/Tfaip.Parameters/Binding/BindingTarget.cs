using Tfaip.Parameters.Shapes;

namespace Tfaip.Parameters.Binding;

/// <summary>What a node is bound to.</summary>
/// <param name="Shape">What the value can be.</param>
/// <param name="Path">The names from the root on, joined by points; empty for the root.</param>
/// <param name="IsPath">Whether texts are paths, relative to the file that names them.</param>
internal readonly record struct BindingTarget(ValueShape Shape, string Path, bool IsPath)
{
    /// <summary>Whether it is a parameter of a record, so that it has a default.</summary>
    public bool IsKey { get; init; }

    /// <summary>The units that its numbers may have; null for none.</summary>
    public UnitKind? Unit { get; init; }

    /// <summary>Where what is found out about the target is noted; null where nobody asks.</summary>
    public ParameterView? View { get; init; }

    /// <summary>How messages call it.</summary>
    public string Name => Path.Length == 0 ? "the configuration" : Path;

    /// <summary>The target of an entry of a dictionary, or of an element by its number.</summary>
    public BindingTarget Child(string key, ValueShape shape, bool isPath)
    {
        var path = PathOf(key);
        return new(shape, path, isPath) { Unit = Unit, View = View?.AddChild(key, path, shape, null) };
    }

    /// <summary>The target of a parameter.</summary>
    public BindingTarget Child(ParameterProperty property)
    {
        var path = PathOf(property.Name);
        return new(property.Value, path, property.IsPath)
        {
            Unit = property.Unit,
            View = View?.AddChild(property.Name, path, property.Value, property),
        };
    }

    /// <summary>The path of a key.</summary>
    public string PathOf(string key) => Path.Length == 0 ? key : $"{Path}.{key}";
}
