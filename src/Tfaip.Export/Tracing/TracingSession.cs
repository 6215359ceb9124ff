using System.Reflection;
using Tfaip.Export.Requests;
using Tfaip.Export.Tracing.Cloning;
using Tfaip.Export.Tracing.Instrumentation;
using Tfaip.Export.Tracing.Recording;
using Tfaip.Export.Tracing.Shapes;
using static TorchSharp.torch;

namespace Tfaip.Export.Tracing;

/// <summary>A model copied onto rewritten types, to be recorded at any sizes.</summary>
internal sealed class TracingSession : IDisposable, IStateRecorder
{
    private readonly ExportableModel _model;
    private readonly ulong _seed;
    private readonly InstrumentedContext _context;
    private readonly StaticFields _statics;
    private readonly StateNames _names;
    private readonly TrainingModes _modes;
    private readonly StateCheck _stateCheck;
    private readonly HashSet<object> _liveObjects;
    private ModelCopy _active;
    private ModelCopy _copy;
    private Recorder? _recorder;
    private IReadOnlyDictionary<string, long>? _succeeded;
    private ulong _recordings;

    /// <summary>Rewrites the model's assemblies, copies the model and puts it into evaluation mode.</summary>
    public TracingSession(ExportableModel model, ulong seed)
    {
        (_model, _seed) = (model, seed);
        _names = new(model.Module);
        var graph = ObjectGraph.From(model.Module, model.Entry);
        _liveObjects = graph.Keys.ToHashSet((IEqualityComparer<object>)ReferenceEqualityComparer.Instance);
        var assemblies = graph.Keys.SelectMany(AssembliesOf).Distinct().Where(assembly => !assembly.IsDynamic);
        _context = new(ParticipatingAssemblies.From(assemblies), new(Enter, Leave, Mark, CopyStatics));
        _statics = new(() => _context!, () => _active!.Cloner);
        _stateCheck = new(this);
        _active = _copy = new(_context, Wrap);
        _copy.Fill(model, _names);
        _modes = new(model.Module);
        model.Module.eval();
    }

    /// <summary>Whether calls leave something in fields.</summary>
    public bool LeavesState { get; private set; }

    /// <inheritdoc/>
    IReadOnlyList<(FieldInfo Live, FieldInfo Copy)> IStateRecorder.Statics => _statics.Fields;

    /// <summary>The elements of all inputs at some sizes.</summary>
    public long Elements(IReadOnlyDictionary<string, long> sizes) => HeavySizes.Elements(_model.Inputs, sizes);

    /// <summary>Records the model at some sizes.</summary>
    /// <param name="sizes">The sizes.</param>
    /// <param name="guide">A recording with numbers, to make this one without arithmetic; null to compute.</param>
    /// <exception cref="ExportException">What it does cannot be exported.</exception>
    /// <exception cref="ForwardFailedException">Its own code failed.</exception>
    /// <exception cref="UnknownShapeException">Without arithmetic, the shape that a call gives is not known.</exception>
    public ModelRecording Record(IReadOnlyDictionary<string, long> sizes, ModelRecording? guide = null)
    {
        ExportPulse.Beat(sizes.Count == 0
            ? "recording it"
            : $"recording it at {string.Join(", ", sizes.Select(size => FormattableString.Invariant($"{size.Key}={size.Value}")))}");
        var recording = new ModelRecording(sizes) { IsDry = guide is not null };
        try
        {
            Record(recording, guide);
            if (guide is null) _succeeded = sizes;
            return recording;
        }
        catch (RecordingEndedException)
        {
            return recording;
        }
        catch (ForwardFailedException failure)
        {
            recording.Dispose();
            if (guide is not null) throw;
            if (_succeeded is { } before && !Runs(before)) throw failure.AtLaterCall(before, field: null);
            throw _succeeded is null ? failure : failure.Beside(_succeeded);
        }
        catch
        {
            recording.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stateCheck.Dispose();
        _copy.Dispose();
        _modes.Restore();
        _context.Unload();
    }

    /// <inheritdoc/>
    bool IStateRecorder.IsShared(object value) =>
        _liveObjects.Contains(value) || _statics.Fields.Any(field => ReferenceEquals(field.Live.GetValue(null), value));

    /// <inheritdoc/>
    ModelCopy IStateRecorder.Copy() => NewCopy();

    /// <inheritdoc/>
    Recorder IStateRecorder.Play(ModelCopy copy, ModelRecording recording, ValueOrigins origins)
    {
        var recorder = new Recorder(recording, _names, copy, _context.Sites) { Origins = origins, AllowsReading = _model.AllowsReading };
        try
        {
            recorder.AddOutputs(ModelOutputs.Of(Play(copy, recorder, recording.Sizes)));
            return recorder;
        }
        catch
        {
            recorder.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    string? IStateRecorder.NameOf(Tensor tensor) => _names.TryFind(tensor, out var name, out _) ? name : null;

    /// <inheritdoc/>
    public ExportException Refuse(FieldInfo changed, string? carried = null)
    {
        var line = _context.Sites.AssignmentOf(changed);
        return new(
            $"forward changes {carried ?? FieldSearch.NameOf(changed)}, and a graph keeps nothing from one call to the next. "
            + "Pass what is to be kept in as an input and out as an output, or compute it in the constructor.",
            line?.DisplayFile,
            line?.Line);
    }

    private void Record(ModelRecording recording, ModelRecording? guide)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        using var recorder = new Recorder(recording, _names, _copy, _context.Sites, guide) { AllowsReading = _model.AllowsReading };
        object? result;
        try
        {
            result = Play(_copy, recorder, recording.Sizes, isDry: guide is not null);
        }
        finally
        {
            // What a recording without arithmetic leaves in fields has no numbers.
            if (guide is not null) Renew(isChecked: false, recording.Sizes);
        }

        if (guide is null) Renew(isChecked: true, recording.Sizes);
        var outputs = ModelOutputs.Of(result);
        OutputNames.Check(_model, outputs);
        recorder.AddOutputs(outputs);
    }

    // One call of a copy: what it gives.
    private object? Play(ModelCopy copy, Recorder recorder, IReadOnlyDictionary<string, long> sizes, bool isDry = false)
    {
        var inputs = isDry
            ? recorder.DryInputs([.. _model.Inputs.Select(spec => spec.Shape.Select(size => size.Length ?? sizes[size.Name!]).ToArray())])
            : RandomInputs.Create(_model.Inputs, sizes, unchecked(_seed + (++_recordings * 0x9E3779B97F4A7C15)));
        Activate(copy);
        for (var i = 0; i < inputs.Length; i++) recorder.AddInput(inputs[i], _model.Inputs[i].Name);
        copy.Shared!.Remember(_statics.Fields);
        _recorder = recorder;
        object? result;
        try
        {
            result = Run(copy, inputs);
            recorder.ThrowIfStopped();
        }
        catch (Exception exception) when (exception is not (ExportException or RecordingEndedException or UnknownShapeException
            or OperationCanceledException))
        {
            recorder.ThrowIfRefused();
            throw new ForwardFailedException(
                sizes, recorder.Line, exception)
            { Hint = LayerSizes.Explain(recorder.Current, _model.Inputs) };
        }
        finally
        {
            _recorder = null;
        }

        recorder.ThrowIfRefused();
        if (copy.Shared!.FirstChange() is { } shared) throw Refuse(shared);
        return result;
    }

    private object? Run(ModelCopy copy, Tensor[] inputs)
    {
        if (copy.Forward is { } forward) return forward(inputs);
        var entry = ModuleEntry.Of(copy.Module, [.. _model.Inputs.Select(input => input.Name)]);
        return _recorder!.Invoke(entry.Method, [copy.Module, .. entry.Arguments(inputs)]);
    }

    // Whether a call at sizes at which one succeeded before still does.
    private bool Runs(IReadOnlyDictionary<string, long> sizes)
    {
        using var recording = new ModelRecording(sizes);
        try
        {
            Record(recording, null);
            return true;
        }
        catch (ForwardFailedException)
        {
            return false;
        }
    }

    private void Renew(bool isChecked, IReadOnlyDictionary<string, long> sizes)
    {
        if (new StateComparison(_copy.Cloner).FirstChange(_statics.Fields) is not { } field) return;
        LeavesState = true;
        if (isChecked) _stateCheck.Check(sizes, field);

        // The next recording begins from the state of the live model again.
        var changed = _copy;
        _copy = NewCopy();
        changed.Dispose();
    }

    private ModelCopy NewCopy()
    {
        _active.Leave(_statics);
        var copy = new ModelCopy(_context, Wrap);
        _active = copy;
        copy.Enter(_statics);
        copy.Fill(_model, _names);
        return copy;
    }

    // The copies have their fields for themselves, but for the static ones.
    private void Activate(ModelCopy copy)
    {
        if (ReferenceEquals(copy, _active)) return;
        _active.Leave(_statics);
        _active = copy;
        copy.Enter(_statics);
    }

    private Delegate Wrap(Delegate live, object? target) => RecordingDelegates.Wrap(live, target, Invoke);

    private static IEnumerable<Assembly> AssembliesOf(object value)
    {
        for (var type = value.GetType(); type is not null; type = type.BaseType)
        {
            foreach (var assembly in AssembliesOf(type)) yield return assembly;
        }

        if (value is not Delegate handler) yield break;
        foreach (var single in handler.GetInvocationList())
        {
            if (single.Method.DeclaringType is { } declaring) yield return declaring.Assembly;
        }
    }

    private static IEnumerable<Assembly> AssembliesOf(Type type)
    {
        if (type.HasElementType) return AssembliesOf(type.GetElementType()!);
        return type.IsGenericType ? type.GetGenericArguments().SelectMany(AssembliesOf).Append(type.Assembly) : [type.Assembly];
    }

    private object? Enter(int site, RuntimeMethodHandle method, RuntimeTypeHandle type, object?[] arguments) =>
        _recorder?.Enter(site, MethodBase.GetMethodFromHandle(method, type)!, arguments);

    private void Leave(object? token, object? result, object?[]? arguments)
    {
        if (token is not null) _recorder?.Leave(token, result);
    }

    private void Mark(int site) => _recorder?.Mark(site);

    private void CopyStatics(RuntimeTypeHandle type) => _statics.CopyTo(type);

    private object? Invoke(MethodBase method, object?[] arguments)
    {
        if (_recorder is { } recorder) return recorder.Invoke(method, arguments);
        return method.Invoke(
            method.IsStatic ? null : arguments[0],
            BindingFlags.DoNotWrapExceptions,
            null,
            method.IsStatic ? arguments : arguments[1..],
            null);
    }
}
