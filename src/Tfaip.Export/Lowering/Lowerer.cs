using System.Reflection;
using Tfaip.Export.Graphs;
using Tfaip.Export.Programs;
using Tfaip.Export.Programs.Sizes;
using Tfaip.Export.Requests;
using static TorchSharp.torch;

namespace Tfaip.Export.Lowering;

/// <summary>Turns a recorded program into a graph, call by call. What depends on no input is computed by TorchSharp at once.</summary>
internal sealed class Lowerer
{
    // A constant that is made here may be as large as what it is made of; one made of nothing, this many elements.
    private const long LargestFold = 1 << 16;

    private readonly TracedProgram _program;
    private readonly LoweringTable _table;
    private readonly GraphBuilder _graph;
    private readonly SizeBounds _bounds;
    private readonly Dictionary<int, GraphValue> _values = [];

    private Lowerer(TracedProgram program, int opset, LoweringTable table, bool exactNan) =>
        (_program, _table, _graph, _bounds) =
            (program, table, new GraphBuilder(opset) { ExactNan = exactNan }, SizeBounds.Of(program.Inputs.Select(input => input.Spec)));

    /// <summary>Lowers a program.</summary>
    /// <exception cref="ExportException">A call has no lowering, or not with these arguments.</exception>
    public static LoweredProgram Lower(TracedProgram program, int opset, LoweringTable table, bool exactNan = false) =>
        new Lowerer(program, opset, table, exactNan).Lower();

    private LoweredProgram Lower()
    {
        foreach (var input in _program.Inputs)
        {
            var info = _program.Values[input.Value];
            _values[input.Value] = _graph.Input(input.Spec.Name, info.Type, info.Shape);
        }

        foreach (var output in _program.Outputs) _graph.Reserve(output.Name);
        foreach (var constant in _program.Constants) _values[constant.Value] = _graph.Initializer(constant.Name, constant.Tensor);
        foreach (var call in _program.Calls) LowerCall(call);

        var names = new DerivedSizeNames();
        foreach (var output in _program.Outputs)
        {
            _graph.Output(_values[output.Value], output.Name, names.Name(output.Name, _program.Values[output.Value].Shape));
        }

        var graph = GraphOptimizer.Finish(_graph);
        return new(
            graph, _values.ToDictionary(pair => pair.Key, pair => graph.Renamed.GetValueOrDefault(pair.Value.Name, pair.Value.Name)));
    }

    private void LowerCall(ProgramCall call)
    {
        if (ViewWrite.Is(call))
        {
            _graph.Scope = new NodeScope(call.ModulePath, call.Line?.ToString() ?? "");
            _values[call.Results[0]] = ViewWriting.Lower(_graph, call, _program, _table, Operand);
            return;
        }

        // The program follows the memory: what a call in place changes is a new value there, and nothing reads the old one again.
        var (found, inPlace) = Find(call);
        inPlace |= AsksForInPlace(call);
        _graph.Scope = new NodeScope(call.ModulePath, call.Line?.ToString() ?? "");
        if (!inPlace && (found is not null || Refusals.MayCompute(call)) && call.Method is MethodInfo { ReturnType: var type }
                && type != typeof(void) && TryFold(call))
            return;
        var lowering = found ?? throw LoweringCall.Refuse(call, HasComplex(call) ? Refusals.OfComplex(call) : Refusals.Unknown(call));

        var results = call.Results.Select(result => result < 0 ? null : _program.Values[result]).ToArray();
        var context = new LoweringCall(_graph, call, results, Operand) { InPlace = inPlace, Bounds = _bounds };
        var values = lowering(context);
        context.RefuseUnread();
        for (var i = 0; i < call.Results.Count; i++)
        {
            if (call.Results[i] < 0) continue;
            var value = values[i] ?? throw context.Refuse($"its result {i} is not supported");
            _values[call.Results[i]] = _graph.Cast(value, PartType(results[i]!.Type));
        }
    }

    private (LoweringRule? Lowering, bool InPlace) Find(ProgramCall call)
    {
        if (HasComplex(call)) return (_table.FindComplex(call), false);
        var name = call.Method.Name;
        var inPlace = call.Module is null && name.EndsWith('_');
        if (_table.Find(call) is { } lowering) return (lowering, inPlace);
        if (inPlace && _table.Find(call.Method.DeclaringType!, name.TrimEnd('_')) is { } functional) return (functional, true);
        return (null, inPlace);
    }

    private static bool AsksForInPlace(ProgramCall call)
    {
        if (call.Module?.GetType().GetProperty("inplace")?.GetValue(call.Module) is true) return true;
        var parameters = call.Method.GetParameters();
        var index = Array.FindIndex(parameters, parameter => parameter.Name == "inplace");
        return index >= 0 && call.Arguments[index + call.Arguments.Count - parameters.Length] is ConstantArgument { Value: true };
    }

    private bool HasComplex(ProgramCall call) =>
        Leaves(call.Arguments).OfType<TensorArgument>().Select(tensor => tensor.Value).Concat(call.Results)
            .Any(value => value >= 0 && IsComplex(_program.Values[value].Type));

    private static bool IsComplex(ScalarType type) => type is ScalarType.ComplexFloat32 or ScalarType.ComplexFloat64;

    private static ScalarType PartType(ScalarType type) => type switch
    {
        ScalarType.ComplexFloat32 => ScalarType.Float32,
        ScalarType.ComplexFloat64 => ScalarType.Float64,
        _ => type,
    };

    private Operand Operand(int value)
    {
        var (known, info) = (_values[value], _program.Values[value]);
        if (!IsComplex(info.Type)) return new(known, info.Shape);
        if (known.Constant is { } constant && IsComplex(constant.dtype))
            known = _graph.Constant(view_as_real(constant.resolve_conj()).contiguous());
        return new(known, info.Shape) { IsComplex = true };
    }

    private bool TryFold(ProgramCall call)
    {
        if (KeepsWeight(call)) return false;
        var tensors = Leaves(call.Arguments).OfType<TensorArgument>().Select(tensor => _values[tensor.Value].Constant).ToArray();
        if (tensors.Contains(null) || Leaves(call.Arguments).Any(leaf => leaf is RealArgument or SizeArgument { Size: not FixedSize }))
            return false;
        var budget = Math.Max(LargestFold, tensors.Sum(tensor => tensor!.numel()));
        if (call.Results.Any(result => result < 0 || Elements(_program.Values[result]) > budget)) return false;

        using var _ = no_grad();
        var results = CallInvoker.Invoke(call, value => _values[value].Constant!, new Dictionary<string, long>());
        for (var i = 0; i < results.Count; i++) _values[call.Results[i]] = _graph.Constant(results[i]!.detach().clone());
        return true;
    }

    // A weight that is passed on as it is or transposed stays recognisable by its name.
    private bool KeepsWeight(ProgramCall call) =>
        call.Arguments is [TensorArgument tensor, ..] && _program.Constants.Any(constant => constant.Value == tensor.Value)
        && Types.KeepsWeight(call.Method.Name) && _program.Values[call.Results[0]].Type == _program.Values[tensor.Value].Type;

    private static long Elements(ValueInfo info) =>
        info.Shape.Aggregate(1L, (product, size) => size is FixedSize length ? checked(product * length.Value) : long.MaxValue);

    private static IEnumerable<Argument> Leaves(IEnumerable<Argument?> arguments) => arguments.SelectMany(argument => argument switch
    {
        null => [],
        ListArgument list => Leaves(list.Items),
        IndexArgument index => Leaves([index.Value, index.Start, index.Stop, index.Step]),
        _ => new[] { argument },
    });
}
