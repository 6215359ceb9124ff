using Tfaip.Parameters.Trees;

namespace Tfaip.Parameters.Shapes;

/// <summary>
/// A place in a tree as it is now configured: what may stand there, what does, and what is below it. Help, explanations and
/// suggestions read it.
/// </summary>
internal sealed class ParameterView
{
    // Most places are scalars, which have none.
    private OrderedDictionary<string, ParameterView>? _children;

    internal ParameterView(string name, string path, ValueShape shape, ParameterProperty? property) =>
        (Name, Path, Shape, Property) = (name, path, shape, property);

    /// <summary>The last name of <see cref="Path"/>; empty for the root.</summary>
    public string Name { get; }

    /// <summary>The names from the root on, joined by points; empty for the root.</summary>
    public string Path { get; }

    /// <summary>What may stand there.</summary>
    public ValueShape Shape { get; }

    /// <summary>The parameter; null for the root and for elements of lists and dictionaries.</summary>
    public ParameterProperty? Property { get; }

    /// <summary>What was given, with <see cref="OverrideNode"/>s where something was put over it; null where nothing was.</summary>
    public ConfigNode? Node { get; private set; }

    /// <summary>The value where nothing is given; null where there is none, or where null is that value.</summary>
    public object? Default { get; private set; }

    /// <summary>The value, if what was given is right.</summary>
    public object? Value { get; private set; }

    /// <summary>Whether <see cref="Value"/> is right.</summary>
    public bool IsBound { get; private set; }

    /// <summary>
    /// The record as it is now: of a polymorphic node that of the variant; null for other kinds, or where none is chosen.
    /// </summary>
    public RecordShape? Record { get; internal set; }

    /// <summary>Where the variant is named; null where it is the default's.</summary>
    public Origin? VariantOrigin { get; internal set; }

    /// <summary>The parameters of the record, or the elements of the list or dictionary, in their order.</summary>
    public IReadOnlyList<ParameterView> Children => _children is null ? [] : _children.Values;

    /// <summary>Where the value comes from.</summary>
    public Origin Origin => Node?.Origin ?? Origin.Default;

    /// <summary>The view at a path below this one, or null.</summary>
    public ParameterView? Find(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.Length == 0
            ? this
            : path.Split('.').Aggregate<string, ParameterView?>(this, (view, name) => view?._children?.GetValueOrDefault(name));
    }

    /// <summary>This view and all below it, from the root on.</summary>
    public IEnumerable<ParameterView> All() => Children.SelectMany(child => child.All()).Prepend(this);

    internal ParameterView AddChild(string name, string path, ValueShape shape, ParameterProperty? property)
    {
        var view = new ParameterView(name, path, shape, property);
        // An element of a default that is seen again, since it is edited.
        (_children ??= new(StringComparer.Ordinal))[name] = view;
        return view;
    }

    internal void Bound(ConfigNode? node, object? defaults, object? value, bool isBound) =>
        (Node, Default, Value, IsBound) = (node, defaults, value, isBound);

    internal void NotGiven() => Node = null;
}
