using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Tfaip.Export.Tracing.Instrumentation;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Tfaip.Export.Tracing.Recording;

/// <summary>Records what a model's code calls at one assignment of sizes; rewritten code tells it of every call.</summary>
internal sealed class Recorder : IDisposable
{
    private readonly ModelRecording _recording;
    private readonly StateNames _names;
    private readonly Func<object, string?> _pathOf;
    private readonly SiteTables _sites;
    private readonly ArgumentReader _reader;
    private readonly TensorTable _table = new();
    private readonly List<Tensor> _made = [];
    private readonly HashSet<object> _foreign = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<object, int> _createdModules = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<string> _path = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private SourceLine? _line;
    private ExportException? _failure;
    private int _next;

    /// <summary>Starts a recording.</summary>
    /// <param name="recording">Where it goes.</param>
    /// <param name="names">The live model's state.</param>
    /// <param name="pathOf">The path of a module, where the model has it.</param>
    /// <param name="sites">The call sites of the rewritten code.</param>
    public Recorder(ModelRecording recording, StateNames names, Func<object, string?> pathOf, SiteTables sites)
    {
        (_recording, _names, _pathOf, _sites) = (recording, names, pathOf, sites);
        _reader = new(ValueOf, module => _createdModules.TryGetValue(module, out var created) ? created : null);
        _path.Push("");
        foreach (var (name, kind, tensor) in names.Tensors)
        {
            _table.Protect(tensor, $"the {kind} {name}");
            _foreign.Add(tensor);
        }
    }

    /// <summary>The line that was last seen.</summary>
    public SourceLine? Line => _line;

    /// <summary>Introduces an input.</summary>
    public void AddInput(Tensor tensor, string name)
    {
        _foreign.Add(tensor);
        _table.Protect(tensor, $"the input {name}");
        Define(tensor);
    }

    /// <summary>Introduces the tensors that the model gave.</summary>
    public void AddOutputs(IReadOnlyList<(Tensor Tensor, string? Name)> outputs)
    {
        foreach (var (tensor, name) in outputs)
        {
            CheckCurrent(tensor, "The model's result");
            _recording.Outputs.Add((ValueOf(tensor), name));
        }
    }

    /// <summary>Throws what was refused, even if the model's own code has caught it.</summary>
    public void ThrowIfRefused()
    {
        if (_failure is not null) throw _failure;
    }

    /// <summary>A call is about to be made.</summary>
    /// <returns>What <see cref="Leave"/> is told, or an array with the result where the call is made already.</returns>
    public object? Enter(int site, MethodBase method, object?[]? arguments)
    {
        _line = _sites[site].Line;
        return Enter(method, arguments, _line, _sites[site].IsDirect);
    }

    /// <summary>A delegate is about to be called.</summary>
    public void Mark(int site) => _line = _sites[site].Line;

    /// <summary>A call was made.</summary>
    public void Leave(object? token, object? result)
    {
        switch (token)
        {
            case Passage passage:
                while (_path.Count > passage.Depth) _path.Pop();
                break;
            case RecordedCall { Kind: CallKind.Creation } creation:
                Created(creation, result);
                break;
            case RecordedCall call:
                Finish(call, result);
                break;
        }
    }

    /// <summary>Makes a call that rewritten code did not make itself, and records it.</summary>
    public object? Invoke(MethodBase method, object?[] arguments)
    {
        var token = Enter(method, arguments, _line, isDirect: false);
        if (token is object?[] made) return made[0];
        var receiver = method.IsStatic ? null : arguments[0];
        var result = method.Invoke(receiver, BindingFlags.DoNotWrapExceptions, null, method.IsStatic ? arguments : arguments[1..], null);
        Leave(token, result);
        return result;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Those that the model detached from the scopes are nobody's now.
        foreach (var tensor in _made)
        {
            if (!_foreign.Contains(tensor)) tensor.Dispose();
        }

        _table.Dispose();
    }

    private object? Enter(MethodBase method, object?[]? arguments, SourceLine? line, bool isDirect)
    {
        ExportPulse.Beat();
        ThrowIfRefused();
        if (Environment.CurrentManagedThreadId != _thread)
        {
            Refuse(line, $"{MethodNames.Of(method)} is called on another thread than forward itself, and the order of such calls is not the same every time. Call it in forward's own thread.");
        }

        if (arguments is not null && DistanceLoss.Of(method, arguments) is { } loss) return new[] { loss.Compute(Invoke) };
        var (kind, reason) = CallRules.For(method, arguments);
        if (kind == CallKind.Refused) Refuse(line, $"{MethodNames.Of(method)} {reason}");
        return kind switch
        {
            CallKind.Invocation => EnterModule((nn.Module)arguments![0]!, method, arguments, line, isDirect),
            CallKind.Ignored => null,
            _ => Begin(kind, method, layer: null, arguments!, line, _path.Peek()),
        };
    }

    private object? EnterModule(nn.Module module, MethodBase method, object?[] arguments, SourceLine? line, bool isDirect)
    {
        // A call of a method that nothing can override is direct too, as in layer?.call(x), and runs the module's own forward.
        var implementation = isDirect && method is { IsVirtual: true, IsAbstract: false, IsFinal: false } ? method.DeclaringType! : Modules.ForwardOwner(module);
        var path = _pathOf(module) ?? _path.Peek();
        if (!Modules.IsTorchSharp(implementation))
        {
            var passage = new Passage(_path.Count);
            _path.Push(path);
            return passage;
        }

        if (Modules.HasHooks(module)) Refuse(line, $"{module.GetType().Name} {Reasons.Hooks}");
        if (module is TripletMarginWithDistanceLoss layer) return new[] { Open(layer, arguments, path) };
        if (Modules.IsContainer(implementation)) return new[] { Open(module, (Tensor)arguments[1]!, path, line) };
        if (Modules.IsTraining(module)) Refuse(line, $"{module.GetType().Name} {Reasons.Training}");
        return Begin(CallKind.Operation, method, module, arguments[1..], line, path);
    }

    private Tensor Open(nn.Module container, Tensor input, string path, SourceLine? line)
    {
        var depth = _path.Count;
        _path.Push(path);
        var result = input;
        foreach (var child in Modules.Children(container))
        {
            _line = line;
            var entry = ModuleEntry.Of(child, ["input"]);
            result = (Tensor)Invoke(entry.Method, [child, .. entry.Arguments([result])])!;
        }

        while (_path.Count > depth) _path.Pop();

        // The caller may dispose what it is given and what it gave, each on its own.
        return ReferenceEquals(result, input) ? input.alias() : result;
    }

    private Tensor Open(TripletMarginWithDistanceLoss layer, object?[] arguments, string path)
    {
        var depth = _path.Count;
        _path.Push(path);
        var result = DistanceLoss.Of(layer, arguments).Compute(Invoke);
        while (_path.Count > depth) _path.Pop();
        return result;
    }

    private RecordedCall Begin(CallKind kind, MethodBase method, object? layer, object?[] arguments, SourceLine? line, string path)
    {
        var what = layer is null ? MethodNames.Of(method) : layer.GetType().Name;
        var tensors = new List<Tensor?>();
        foreach (var argument in arguments) TensorTypes.TryFlatten(argument, tensors);
        foreach (var tensor in tensors.OfType<Tensor>()) CheckCurrent(tensor, what);
        if (CallRules.Changed(method, layer, arguments) is { } changed && _table.ProtectionOf(changed) is { } protection)
        {
            Refuse(line, $"{what} changes {protection} in place. Use the operation that gives a new tensor.");
        }

        NativeFaults.Check(method, arguments);
        return new(kind, method, layer, [.. arguments.Select(_reader.Read)], line, path) { Inputs = arguments };
    }

    private void Created(RecordedCall creation, object? result)
    {
        if (result is nn.Module module)
        {
            if (module.parameters().Any() || module.buffers().Any()) Refuse(creation.Line, $"{MethodNames.Of(creation.Method)} {Reasons.MakesModule}");

            // A new module is in training mode, whatever mode its maker is in.
            module.eval();
            _createdModules.Add(module, _createdModules.Count);
        }

        _recording.Calls.Add(creation with { Inputs = [] });
    }

    private void Finish(RecordedCall call, object? result)
    {
        var results = new List<Tensor?>();
        var changed = CallRules.Changed(call.Method, call.Module, call.Inputs);
        if (changed is not null && result is null) results.Add(changed);
        else if (!TensorTypes.TryFlatten(result, results))
        {
            Refuse(call.Line, $"{MethodNames.Of(call.Method)} gives its tensors in a form that cannot be followed ({result!.GetType().Name}). Use a method that gives tensors, a tuple or an array.");
        }

        var numbers = results.Select(tensor => tensor is null ? -1 : Define(tensor)).ToArray();
        if (changed is not null)
        {
            _table.Change(changed, call.Line);
            _table.Bind(changed, numbers[0]);
        }

        foreach (var tensor in results.OfType<Tensor>()) _made.Add(tensor);
        _recording.Calls.Add(call with
        {
            Inputs = [],
            Results = numbers,
            CreatedModule = call.Module is not null && _createdModules.TryGetValue(call.Module, out var created) ? created : null,
            Data = call.Kind == CallKind.Data ? Copy(results[0]!) : null,
        });
    }

    private int Define(Tensor tensor)
    {
        var value = _next++;
        _table.Bind(tensor, value);
        _recording.Values.Add(value, (tensor.dtype, tensor.shape));
        return value;
    }

    private int ValueOf(Tensor tensor)
    {
        if (_table.ValueOf(tensor) is { } known) return known;

        var isState = _names.TryFind(tensor, out var name, out var live);
        _foreign.Add(tensor);
        var value = Define(tensor);
        _table.Protect(tensor, "a tensor that was there before forward");
        _recording.Constants.Add(new(value, isState ? name : null, isState ? live : Copy(tensor), _line));
        return value;
    }

    private static Tensor Copy(Tensor tensor) => tensor.detach().clone().DetachFromDisposeScope();

    private void CheckCurrent(Tensor tensor, string what)
    {
        if (!_table.IsOutdated(tensor, out var line)) return;
        var place = line is null ? "" : $" at {line}";
        Refuse(_line, $"{what} uses a tensor whose memory was changed in place{place} through another tensor over the same memory. Use what the change returned, or an operation that gives a new tensor.");
    }

    [DoesNotReturn]
    private void Refuse(SourceLine? line, string message)
    {
        _failure ??= new(message, line?.DisplayFile, line?.Line);
        throw _failure;
    }

    private sealed record Passage(int Depth);
}
