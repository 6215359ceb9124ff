using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.ExceptionServices;
using Tfaip.Export.Programs;
using Tfaip.Export.Programs.Sizes;
using Tfaip.Export.Requests;
using Tfaip.Export.Tracing.Cloning;
using Tfaip.Export.Tracing.Instrumentation;
using Tfaip.Export.Tracing.Rules;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Tfaip.Export.Tracing.Recording;

/// <summary>Records what a model's code calls at one assignment of sizes; rewritten code tells it of every call.</summary>
internal sealed class Recorder : IDisposable
{
    private readonly ModelRecording _recording;
    private readonly ModelCopy _copy;
    private readonly SiteTables _sites;
    private readonly ArgumentReader _reader;
    private readonly RecordedValues _values;
    private readonly RegisteredLayers _layers;
    private readonly OpenedLayers _opened;
    private readonly Dictionary<object, int> _createdModules = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<string> _path = new();
    private readonly DryResults? _dry;
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private SourceLine? _line;
    private ExportException? _failure;
    private Exception? _stopped;

    /// <summary>Starts a recording.</summary>
    /// <param name="recording">Where it goes.</param>
    /// <param name="names">The live model's state.</param>
    /// <param name="copy">The copy of the model that is called.</param>
    /// <param name="sites">The call sites of the rewritten code.</param>
    /// <param name="guide">A recording with numbers, to make this one without arithmetic; null to compute.</param>
    public Recorder(ModelRecording recording, StateNames names, ModelCopy copy, SiteTables sites, ModelRecording? guide = null)
    {
        (_recording, _copy, _sites, _layers) = (recording, copy, sites, new(names, copy));
        _dry = guide is null ? null : new(guide, recording);
        _values = new(recording, names, copy, _dry, message => Refuse(_line, message));
        _reader = new(ValueOf, module => _createdModules.TryGetValue(module, out var created) ? created : null);
        _opened = new(_path, Invoke);
        _path.Push("");
    }

    /// <summary>The line that was last seen.</summary>
    public SourceLine? Line => _line;

    /// <summary>The inputs without numbers.</summary>
    public Tensor[] DryInputs(IReadOnlyList<long[]> shapes) => [.. shapes.Select((shape, i) => _dry!.Input(i, shape))];

    /// <summary>The call that is being made: its method or layer, and what it is given; null where none is.</summary>
    public RecordedCall? Current { get; private set; }

    /// <value>Follows what values are computed from. Default: null, nobody.</value>
    public ValueOrigins? Origins { get; init; }

    /// <value>Whether values of tensors may come into .NET, because they only go to a console or a log. Default: false.</value>
    public bool AllowsReading { get; init; }

    /// <summary>Introduces an input.</summary>
    public void AddInput(Tensor tensor, string name)
    {
        var value = _values.AddInput(tensor, name);
        Origins?.AddInput(value);
    }

    /// <summary>The value that a tensor is, or null where it was not seen.</summary>
    public int? Find(Tensor tensor) => _values.Find(tensor);

    /// <summary>Leaves a tensor to a field that holds it.</summary>
    public void Keep(Tensor tensor) => _values.Keep(tensor);

    /// <summary>Introduces the tensors that the model gave.</summary>
    public void AddOutputs(IReadOnlyList<(Tensor Tensor, string? Name)> outputs)
    {
        foreach (var (tensor, name) in outputs)
        {
            _values.CheckCurrent(tensor, "The model's result");
            _recording.Outputs.Add((ValueOf(tensor), name));
        }
    }

    /// <summary>Throws what was refused, even if the model's own code has caught it.</summary>
    public void ThrowIfRefused()
    {
        if (_failure is not null) throw _failure;
    }

    /// <summary>Throws what ended a recording without arithmetic, even if the model's own code has caught it.</summary>
    public void ThrowIfStopped()
    {
        if (_stopped is not null) ExceptionDispatchInfo.Throw(_stopped);
    }

    /// <summary>A call is about to be made.</summary>
    /// <returns>What <see cref="Leave"/> is told, or an array with the result where the call is made already.</returns>
    public object? Enter(int site, MethodBase method, object?[]? arguments)
    {
        var place = _sites[site];
        _line = place.Line;
        return Enter(method, arguments, place);
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
        var token = Enter(method, arguments, new(_line, IsDirect: false, IsPrinted: false));
        if (token is object?[] made) return made[0];
        var receiver = method.IsStatic ? null : arguments[0];
        var result = method.Invoke(receiver, BindingFlags.DoNotWrapExceptions, null, method.IsStatic ? arguments : arguments[1..], null);
        Leave(token, result);
        return result;
    }

    /// <inheritdoc/>
    public void Dispose() => _values.Dispose();

    private object? Enter(MethodBase method, object?[]? arguments, Site site)
    {
        ExportPulse.Beat();
        var line = site.Line;
        ThrowIfRefused();
        ThrowIfStopped();
        if (Environment.CurrentManagedThreadId != _thread)
        {
            Refuse(
                line,
                $"{SourceNames.Of(method)} is called on another thread than forward itself, and the order of such calls is not the same "
                + "every time. Call it in forward's own thread.");
        }

        if (arguments is not null && DistanceLoss.Of(method, arguments) is { } loss) return new[] { loss.Compute(Invoke) };
        var (kind, reason) = CallRules.For(method, arguments);
        if (kind == CallKind.Refused)
        {
            if (AllowsReading && reason == Reasons.ReadsValues) return null;
            if (arguments is [nn.Module { } made] && method.Name == "Dispose" && _createdModules.ContainsKey(made)) return null;
            Refuse(line, $"{SourceNames.Of(method)} {(site.IsPrinted && reason == Reasons.ReadsValues ? Reasons.PrintsValues : reason)}");
        }

        if (kind == CallKind.Ignored && CallRules.AsksForLayout(method)) _recording.AsksForLayout = true;
        return kind switch
        {
            CallKind.Invocation => EnterModule((nn.Module)arguments![0]!, method, arguments, line, site.IsDirect),
            CallKind.Ignored => null,
            _ => Begin(kind, method, layer: null, arguments!, line, _path.Peek()),
        };
    }

    private object? EnterModule(nn.Module module, MethodBase method, object?[] arguments, SourceLine? line, bool isDirect)
    {
        // A call of a method that nothing can override is direct too, as in layer?.call(x), and runs the module's own forward.
        var implementation = isDirect && method is { IsVirtual: true, IsAbstract: false, IsFinal: false }
            ? method.DeclaringType!
            : Modules.ForwardOwner(module);
        var path = _copy.PathOf(module) ?? _path.Peek();
        if (!Modules.IsTorchSharp(implementation))
        {
            var passage = new Passage(_path.Count);
            _path.Push(path);
            return passage;
        }

        if (Modules.HasHooks(module)) Refuse(line, $"{module.GetType().Name} {Reasons.Hooks}");
        if (module is TripletMarginWithDistanceLoss layer) return new[] { _opened.Open(layer, arguments, path) };
        if (Modules.IsContainer(implementation)) return new[] { _opened.Open(module, (Tensor)arguments[1]!, path, () => _line = line) };
        if (_layers.Refusal(module) is { } refusal) Refuse(line, refusal);
        return Begin(CallKind.Operation, method, module, arguments[1..], line, path);
    }

    private object Begin(CallKind kind, MethodBase method, object? layer, object?[] arguments, SourceLine? line, string path)
    {
        var what = layer is null ? SourceNames.Of(method) : layer.GetType().Name;
        var tensors = new List<Tensor?>();
        foreach (var argument in arguments) TensorTypes.TryFlatten(argument, tensors);
        foreach (var tensor in tensors.OfType<Tensor>()) _values.CheckCurrent(tensor, what);
        if (CallRules.Changed(method, layer, arguments) is { } changed)
        {
            // Met for the first time, it is protected from now on.
            ValueOf(changed);
            if (_values.ProtectionOf(changed) is { } protection) Refuse(line, $"{what} changes {protection}");
        }

        Current = new(kind, method, layer is null ? null : _copy.LiveOf(layer), [.. arguments.Select(_reader.Read)], line, path)
        {
            Inputs = arguments
        };
        NativeFaults.Check(method, arguments);
        return _dry is null ? Current : Answer(_dry, Current);
    }

    private object Answer(DryResults dry, RecordedCall call)
    {
        try
        {
            if (dry.Answer(call) is not { } answer) return call;
            Finish(call, answer[0]);
            return answer;
        }
        catch (Exception exception) when (exception is not ShapeException)
        {
            _stopped = exception;
            throw;
        }
    }

    private void Created(RecordedCall creation, object? result)
    {
        if (result is nn.Module module)
        {
            if (module.parameters().Any() || module.buffers().Any())
                Refuse(creation.Line, $"{SourceNames.Of(creation.Method)} {Reasons.MakesModule}");

            // A new module is in training mode, whatever mode its maker is in.
            module.eval();
            _createdModules.Add(module, _createdModules.Count);
            Origins?.AddModule(creation, module);
        }

        _recording.Calls.Add(creation with { Inputs = [] });
    }

    private void Finish(RecordedCall call, object? result)
    {
        Current = null;
        var results = new List<Tensor?>();
        var changed = CallRules.Changed(call.Method, call.Module, call.Inputs);
        if (changed is not null && result is null) results.Add(changed);
        else if (!TensorTypes.TryFlatten(result, results))
        {
            Refuse(
                call.Line,
                $"{SourceNames.Of(call.Method)} gives its tensors in a form that cannot be followed ({result!.GetType().Name}). Use a "
                + "method that gives tensors, a tuple or an array.");
        }

        var inputs = new List<Tensor?>();
        foreach (var argument in call.Inputs) TensorTypes.TryFlatten(argument, inputs);
        var same = results.Select(tensor => tensor is null ? -1 : inputs.FindIndex(input => AreOne(input, tensor))).ToArray();
        var numbers = results.Select(tensor => tensor is null ? -1 : _values.Define(tensor)).ToArray();
        if (changed is not null) _values.Change(call, changed, numbers[0]);
        _values.Own(results);
        Origins?.AddCall(call with { Results = numbers }, results);
        var finished = call with
        {
            Inputs = [],
            Results = numbers,
            SameAs = same,
            SharesMemory = RecordedValues.ShareMemory(results, same, inputs),
            CreatedModule = call.Module is not null && _createdModules.TryGetValue(call.Module, out var created) ? created : null,
            Data = call.Kind == CallKind.Data ? RecordedValues.Copy(results[0]!) : null,
        };
        _recording.Calls.Add(finished);
        if (changed is null) _values.AddViews(finished, call.Inputs, results);
    }

    private static bool AreOne(Tensor? one, Tensor other) =>
        one is not null && NativeTensors.Identity(one) == NativeTensors.Identity(other);

    private int ValueOf(Tensor tensor)
    {
        if (_values.Find(tensor) is { } known) return known;
        var constant = _values.AddConstant(tensor, _line);
        Origins?.AddConstant(constant.Value, constant.Name, tensor);
        return constant.Value;
    }

    [DoesNotReturn]
    private void Refuse(SourceLine? line, string message)
    {
        _failure ??= new(message, line?.DisplayFile, line?.Line);
        throw _failure;
    }

    private sealed record Passage(int Depth);
}
