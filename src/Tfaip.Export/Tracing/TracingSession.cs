using System.Reflection;
using Tfaip.Export.Tracing.Cloning;
using Tfaip.Export.Tracing.Instrumentation;
using Tfaip.Export.Tracing.Recording;
using static TorchSharp.torch;

namespace Tfaip.Export.Tracing;

/// <summary>A model copied onto rewritten types, to be recorded at any sizes.</summary>
internal sealed class TracingSession : IDisposable
{
    private readonly ExportableModel _model;
    private readonly ulong _seed;
    private readonly InstrumentedContext _context;
    private readonly GraphCloner _cloner;
    private readonly StaticFields _statics;
    private readonly SharedState _shared;
    private readonly StateNames _names;
    private readonly TrainingModes _modes;
    private readonly Dictionary<object, string> _paths = new(ReferenceEqualityComparer.Instance);
    private readonly nn.Module _module;
    private readonly Func<Tensor[], object>? _forward;
    private Recorder? _recorder;
    private ulong _recordings;

    /// <summary>Rewrites the model's assemblies, copies the model and puts it into evaluation mode.</summary>
    public TracingSession(ExportableModel model, ulong seed)
    {
        (_model, _seed) = (model, seed);
        _names = new(model.Module);
        var graph = ObjectGraph.From(model.Module, model.Entry);
        var assemblies = graph.Keys.SelectMany(AssembliesOf).Distinct().Where(assembly => !assembly.IsDynamic);
        _context = new(ParticipatingAssemblies.From(assemblies), new(Enter, Leave, Mark, CopyStatics));
        _cloner = new(_context, (live, target) => RecordingDelegates.Wrap(live, target, Invoke));
        _statics = new(() => _context!, () => _cloner!);
        _shared = new(_cloner, _context);
        _module = (nn.Module)_cloner.Clone(model.Module)!;
        _forward = (Func<Tensor[], object>?)_cloner.Clone(model.Entry);
        if (_forward is not null && ReferenceEquals(_forward, model.Entry))
        {
            throw new ExportException("The function to export does not call the module's code where it could be recorded. Give a method or lambda of the assembly that holds the model.");
        }

        foreach (var (module, path) in _names.Paths)
        {
            _paths.TryAdd(_cloner.Clones.GetValueOrDefault(module, module), path);
        }

        _modes = new(model.Module);
        model.Module.eval();
    }

    /// <summary>Records the model at some sizes.</summary>
    /// <exception cref="ExportException">What it does cannot be exported.</exception>
    /// <exception cref="ForwardFailedException">Its own code failed.</exception>
    public ModelRecording Record(IReadOnlyDictionary<string, long> sizes)
    {
        ExportPulse.Beat(sizes.Count == 0 ? "recording it" : $"recording it at {string.Join(", ", sizes.Select(size => FormattableString.Invariant($"{size.Key}={size.Value}")))}");
        var recording = new ModelRecording(sizes);
        try
        {
            Record(recording);
            return recording;
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
        _modes.Restore();
        _context.Unload();
    }

    private void Record(ModelRecording recording)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        using var recorder = new Recorder(recording, _names, module => _paths.GetValueOrDefault(module), _context.Sites);
        var inputs = RandomInputs.Create(_model.Inputs, recording.Sizes, unchecked(_seed + (++_recordings * 0x9E3779B97F4A7C15)));
        for (var i = 0; i < inputs.Length; i++) recorder.AddInput(inputs[i], _model.Inputs[i].Name);

        object? result;
        _shared.Remember(_statics.Fields);
        _recorder = recorder;
        try
        {
            result = Run(inputs);
        }
        catch (Exception exception) when (exception is not (ExportException or OperationCanceledException))
        {
            recorder.ThrowIfRefused();
            throw new ForwardFailedException(recording.Sizes, recorder.Line, exception);
        }
        finally
        {
            _recorder = null;
        }

        recorder.ThrowIfRefused();
        CheckState();
        recorder.AddOutputs(ModelOutputs.Of(result));
    }

    private object? Run(Tensor[] inputs)
    {
        if (_forward is not null) return _forward(inputs);
        var entry = ModuleEntry.Of(_module, [.. _model.Inputs.Select(input => input.Name)]);
        return _recorder!.Invoke(entry.Method, [_module, .. entry.Arguments(inputs)]);
    }

    private void CheckState()
    {
        if ((new StateComparison(_cloner).FirstChange(_statics.Fields) ?? _shared.FirstChange()) is not { } field) return;
        var line = _context.Sites.AssignmentOf(field);
        throw new ExportException(
            $"forward changes {field.DeclaringType!.Name}.{field.Name}, and a graph keeps nothing from one call to the next. "
            + "Pass what is to be kept in as an input and out as an output, or compute it in the constructor.",
            line?.DisplayFile,
            line?.Line);
    }

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
        return method.Invoke(method.IsStatic ? null : arguments[0], BindingFlags.DoNotWrapExceptions, null, method.IsStatic ? arguments : arguments[1..], null);
    }
}
