using System.Reflection;
using Tfaip.Export.Programs.Sizes;

namespace Tfaip.Export.Tracing.Shapes;

/// <summary>Derives the shapes of a call's results from the shapes of its arguments; null for a result that is none.</summary>
internal delegate IReadOnlyList<IReadOnlyList<Size>?> ShapeRule(ShapeCall call);

/// <summary>What TorchSharp's methods and layers make of the shapes that they are given: a rule for each that can be exported.</summary>
internal sealed class ShapeTable
{
    private readonly Dictionary<string, ShapeRule> _methods = new(StringComparer.Ordinal);
    private readonly Dictionary<(Type Owner, string Method), ShapeRule> _owned = [];
    private readonly Dictionary<(Type Layer, string Method), ShapeRule> _layers = [];

    /// <summary>All rules.</summary>
    public static ShapeTable Default { get; } = Create();

    /// <summary>The rule of a call, or null where there is none.</summary>
    public ShapeRule? Find(MethodBase method, object? module)
    {
        if (module is not null) return FindLayer(module.GetType(), method.Name == "call" ? "forward" : method.Name);
        return FindMethod(method.DeclaringType!, method.Name)
            ?? (method.Name.EndsWith('_') ? FindMethod(method.DeclaringType!, method.Name.TrimEnd('_')) : null);
    }

    /// <summary>The rule of a method of a class of TorchSharp's, or null where there is none.</summary>
    public ShapeRule? FindMethod(Type owner, string name) => _owned.GetValueOrDefault((owner, name)) ?? _methods.GetValueOrDefault(name);

    /// <summary>The rule of a layer's method, or null where there is none.</summary>
    public ShapeRule? FindLayer(Type layer, string method)
    {
        for (var type = layer; type is not null; type = type.BaseType)
        {
            if (_layers.TryGetValue((type, method), out var rule)) return rule;
        }

        return null;
    }

    /// <summary>Adds methods with one result, whoever declares them.</summary>
    public void Methods(string names, Func<ShapeCall, IReadOnlyList<Size>> shape) => Results(names, call => [shape(call)]);

    /// <summary>Adds methods with several results.</summary>
    public void Results(string names, ShapeRule rule)
    {
        foreach (var name in names.Split(' ')) _methods.Add(name, rule);
    }

    /// <summary>Adds methods of one class that are not what others of the same name are.</summary>
    public void Methods(Type owner, string names, Func<ShapeCall, IReadOnlyList<Size>> shape)
    {
        foreach (var name in names.Split(' ')) _owned.Add((owner, name), call => [shape(call)]);
    }

    /// <summary>Adds a layer with one result.</summary>
    public void Layer<T>(Func<ShapeCall, T, IReadOnlyList<Size>> shape) => Layer<T>("forward", (call, layer) => [shape(call, layer)]);

    /// <summary>Adds a method of a layer.</summary>
    public void Layer<T>(string method, Func<ShapeCall, T, IReadOnlyList<IReadOnlyList<Size>?>> rule) =>
        _layers.Add((typeof(T), method), call => rule(call, (T)call.Module!));

    /// <summary>Adds layers that keep the shape.</summary>
    public void Same(params Type[] layers)
    {
        foreach (var layer in layers) _layers.Add((layer, "forward"), call => [call.Shape]);
    }

    private static ShapeTable Create()
    {
        var table = new ShapeTable();
        ElementwiseShapes.Register(table);
        ReductionShapes.Register(table);
        AxisShapes.Register(table);
        JoiningShapes.Register(table);
        IndexShapes.Register(table);
        CreationShapes.Register(table);
        ProductShapes.Register(table);
        WindowShapes.Register(table);
        ResizingShapes.Register(table);
        SequenceShapes.Register(table);
        LossShapes.Register(table);
        SpectrumShapes.Register(table);
        return table;
    }
}
