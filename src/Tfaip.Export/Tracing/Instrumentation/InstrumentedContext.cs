using System.Reflection;
using System.Runtime.Loader;

namespace Tfaip.Export.Tracing.Instrumentation;

/// <summary>A load context of its own with the rewritten assemblies; everything else is the running program's.</summary>
internal sealed class InstrumentedContext : AssemblyLoadContext
{
    private readonly Dictionary<string, RewrittenAssembly> _rewritten = [];
    private readonly Dictionary<Assembly, Assembly> _copies = [];
    private readonly Dictionary<Assembly, Assembly> _originals = [];
    private readonly RecordingHooks _hooks;
    private readonly IReadOnlyList<Assembly> _participants;

    /// <summary>Rewrites and loads assemblies.</summary>
    public InstrumentedContext(IReadOnlyList<Assembly> participants, RecordingHooks hooks)
        : base("Recording", isCollectible: true)
    {
        (_participants, _hooks) = (participants, hooks);
        using var resolver = new LoadedAssemblyResolver(participants);
        foreach (var assembly in participants) _rewritten[assembly.GetName().Name!] = RewrittenAssembly.Of(assembly, resolver);
        Sites = new([.. _rewritten.Values.Select(rewritten => rewritten.Sites)]);
        foreach (var assembly in participants) Copy(assembly);
    }

    /// <summary>The call sites of the rewritten code.</summary>
    public SiteTables Sites { get; }

    /// <summary>The rewritten type of a live one; a type that holds nothing of the model's assemblies is its own.</summary>
    public Type Map(Type type)
    {
        if (type.HasElementType) return MapElement(type);
        if (type.IsGenericParameter) return type;
        if (type.IsConstructedGenericType)
        {
            var arguments = type.GetGenericArguments();
            var mapped = Array.ConvertAll(arguments, Map);
            var definition = Map(type.GetGenericTypeDefinition());
            return definition == type.GetGenericTypeDefinition() && mapped.AsSpan().SequenceEqual(arguments)
                ? type
                : definition.MakeGenericType(mapped);
        }

        return _copies.TryGetValue(type.Assembly, out var copy) ? copy.GetType(type.FullName!, throwOnError: true)! : type;
    }

    /// <summary>The live type of a rewritten one.</summary>
    public Type Original(Type type)
    {
        if (type.IsConstructedGenericType)
        {
            return Original(type.GetGenericTypeDefinition()).MakeGenericType(Array.ConvertAll(type.GetGenericArguments(), Original));
        }

        if (type.IsSZArray) return Original(type.GetElementType()!).MakeArrayType();
        return _originals.TryGetValue(type.Assembly, out var original) ? original.GetType(type.FullName!, throwOnError: true)! : type;
    }

    /// <summary>Whether a type is one of the rewritten ones.</summary>
    public bool IsCopy(Type type) => _originals.ContainsKey(type.Assembly);

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var participant = _participants.FirstOrDefault(assembly => assembly.GetName().Name == assemblyName.Name);
        if (participant is not null) return Copy(participant);

        // What a model that lives in a context of its own refers to is to be found there.
        foreach (var context in _participants.Select(GetLoadContext).Distinct())
        {
            if (context is not null && context != Default
                && context.Assemblies.FirstOrDefault(assembly => assembly.GetName().Name == assemblyName.Name) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private Assembly Copy(Assembly original)
    {
        if (_copies.TryGetValue(original, out var copy)) return copy;
        copy = LoadFromStream(new MemoryStream(_rewritten[original.GetName().Name!].Image));
        _copies.Add(original, copy);
        _originals.Add(copy, original);
        RecordingHolder.Connect(copy, _hooks);
        return copy;
    }

    private Type MapElement(Type type)
    {
        var element = type.GetElementType()!;
        var mapped = Map(element);
        if (mapped == element) return type;
        return type.IsSZArray ? mapped.MakeArrayType()
            : type.IsArray ? mapped.MakeArrayType(type.GetArrayRank())
            : type.IsByRef ? mapped.MakeByRefType()
            : mapped.MakePointerType();
    }
}
