using System.Reflection;
using Tfaip.Export.Requests;
using Tfaip.Export.Tracing.Instrumentation;
using static TorchSharp.torch;

namespace Tfaip.Export.Tracing.Cloning;

/// <summary>A live model copied onto the rewritten types, in the state that the live one is in. Calls change the copy alone.</summary>
/// <param name="context">The rewritten types.</param>
/// <param name="wrap">Makes the delegate over a method of TorchSharp's that records.</param>
internal sealed class ModelCopy(InstrumentedContext context, Func<Delegate, object?, Delegate> wrap) : IDisposable
{
    private readonly Dictionary<object, string> _paths = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<FieldInfo, object?> _statics = [];
    private Dictionary<object, object>? _live;
    private nn.Module? _module;

    /// <summary>Has the copies.</summary>
    public GraphCloner Cloner { get; } = new(context, wrap);

    /// <summary>The module.</summary>
    public nn.Module Module => _module!;

    /// <summary>The entry, where the model has one of its own.</summary>
    public Func<Tensor[], object>? Forward { get; private set; }

    /// <summary>What the copy shares with the live model.</summary>
    public SharedState? Shared { get; private set; }

    /// <summary>Copies the model.</summary>
    /// <exception cref="ExportException">Its entry is no code of the model's.</exception>
    public void Fill(ExportableModel model, StateNames names)
    {
        Shared = new(Cloner, context);
        _module = (nn.Module)Cloner.Clone(model.Module)!;
        Forward = (Func<Tensor[], object>?)Cloner.Clone(model.Entry);
        if (Forward is not null && ReferenceEquals(Forward, model.Entry))
        {
            throw new ExportException(
                "The function to export does not call the module's code where it could be recorded. Give a method or lambda of the "
                + "assembly that holds the model.");
        }

        foreach (var (module, path) in names.Paths) _paths.TryAdd(Cloner.Clones.GetValueOrDefault(module, module), path);
    }

    /// <summary>The path of a module, where the model has it.</summary>
    public string? PathOf(object module) => _paths.GetValueOrDefault(module);

    /// <summary>The live object that one was copied from; itself where it was not.</summary>
    public object LiveOf(object value)
    {
        _live ??= Cloner.Clones.ToDictionary(
            pair => pair.Value, pair => pair.Key, (IEqualityComparer<object>)ReferenceEqualityComparer.Instance);
        return _live.GetValueOrDefault(value, value);
    }

    /// <summary>Whether a type is one of the model's own.</summary>
    public bool IsOwn(Type type) => context.IsCopy(type);

    /// <summary>
    /// The field of the model's own that holds an object or a tensor, by itself or in collections, as messages name it; null where
    /// none does.
    /// </summary>
    public string? FieldOf(object value) => new FieldSearch(Cloner, context).Find(value) is { } field ? FieldSearch.NameOf(field) : null;

    /// <summary>Takes the static fields' values along, before another copy runs.</summary>
    public void Leave(StaticFields statics)
    {
        foreach (var (field, value) in statics.Save()) _statics[field] = value;
    }

    /// <summary>Puts the static fields' values back, after another copy ran.</summary>
    public void Enter(StaticFields statics) => statics.Load(_statics);

    /// <inheritdoc/>
    public void Dispose() => Cloner.Dispose();
}
