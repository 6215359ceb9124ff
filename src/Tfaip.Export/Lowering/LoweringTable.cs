using Tfaip.Export.Graphs;
using Tfaip.Export.Programs;
using TorchSharp;
using static TorchSharp.torch;

namespace Tfaip.Export.Lowering;

/// <summary>Turns a call into nodes; gives a value for each of the call's results.</summary>
internal delegate IReadOnlyList<GraphValue?> LoweringRule(LoweringCall call);

/// <summary>A table of what can be exported: methods and layers of TorchSharp, and how each becomes ONNX.</summary>
internal sealed class LoweringTable
{
    // Where TorchSharp's methods over tensors are.
    private static readonly Type[] Owners =
        [typeof(Tensor), typeof(torch), typeof(nn.functional), typeof(special), typeof(linalg), typeof(fft)];

    private readonly Dictionary<(Type Type, string Method), LoweringRule> _lowerings = [];

    // For calls that are given complex numbers or give some.
    private readonly Dictionary<(Type Type, string Method), LoweringRule> _complex = [];

    /// <summary>The methods and layers in the table.</summary>
    public IEnumerable<(Type Type, string Method)> Entries => _lowerings.Keys.Union(_complex.Keys);

    /// <summary>A copy with one lowering replaced.</summary>
    public LoweringTable With(Type type, string method, Func<LoweringCall, GraphValue> lowering)
    {
        var table = new LoweringTable();
        foreach (var (key, value) in _lowerings) table._lowerings.Add(key, value);
        foreach (var (key, value) in _complex) table._complex.Add(key, value);
        table._lowerings[(type, method)] = call => [lowering(call)];
        return table;
    }

    /// <summary>The lowering of a call, or null where there is none.</summary>
    public LoweringRule? Find(ProgramCall call)
    {
        var method = call.Method.Name;
        if (call.Module is null) return _lowerings.GetValueOrDefault((call.Method.DeclaringType!, method));
        if (method == "call") method = "forward";
        for (var type = call.Module.GetType(); type is not null; type = type.BaseType)
        {
            if (_lowerings.TryGetValue((type, method), out var lowering)) return lowering;
        }

        return null;
    }

    /// <summary>The lowering of a call with complex numbers, or null where there is none.</summary>
    public LoweringRule? FindComplex(ProgramCall call) =>
        call.Module is null ? _complex.GetValueOrDefault((call.Method.DeclaringType!, call.Method.Name)) : null;

    /// <summary>The lowering of a method that is not a layer's, or null where there is none.</summary>
    public LoweringRule? Find(Type type, string method) =>
        _lowerings.GetValueOrDefault((type, method)) ?? _complex.GetValueOrDefault((type, method));

    /// <summary>
    /// Adds methods with one result: all overloads of each name, of <c>Tensor</c>, <c>torch</c> and its classes such
    /// as <c>torch.nn.functional</c>.
    /// </summary>
    public void Methods(string names, Func<LoweringCall, GraphValue> lowering) => Methods(names, call => [lowering(call)]);

    /// <summary>Adds methods of complex numbers.</summary>
    public void Complex(string names, Func<LoweringCall, GraphValue> lowering)
    {
        foreach (var name in names.Split(' '))
        {
            foreach (var type in Owners.Where(
                owner => Array.Exists(owner.GetMethods(), method => method.Name == name && method.DeclaringType == owner)))
            {
                _complex.Add((type, name), call => [lowering(call)]);
            }
        }
    }

    /// <summary>Adds methods of one class that are not what others of the same name are.</summary>
    public void Methods(Type owner, string names, Func<LoweringCall, GraphValue> lowering)
    {
        foreach (var name in names.Split(' ')) _lowerings[(owner, name)] = call => [lowering(call)];
    }

    /// <summary>Adds methods with several results.</summary>
    public void Methods(string names, LoweringRule lowering)
    {
        foreach (var name in names.Split(' '))
        {
            var found = false;
            foreach (var type in Owners)
            {
                if (!Array.Exists(type.GetMethods(), method => method.Name == name && method.DeclaringType == type)) continue;
                _lowerings.Add((type, name), lowering);
                found = true;
            }

            if (!found) throw new InvalidOperationException($"TorchSharp has no method '{name}'.");
        }
    }

    /// <summary>Adds a layer with one result.</summary>
    public void Layer<T>(Func<LoweringCall, T, GraphValue> lowering) => Layer<T>("forward", (call, layer) => [lowering(call, layer)]);

    /// <summary>Adds a method of a layer.</summary>
    public void Layer<T>(string method, Func<LoweringCall, T, IReadOnlyList<GraphValue?>> lowering) =>
        _lowerings.Add((typeof(T), method), call => lowering(call, call.Layer<T>()));
}
