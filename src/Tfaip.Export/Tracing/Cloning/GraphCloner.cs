using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using Tfaip.Export.Tracing.Instrumentation;
using static TorchSharp.torch;

namespace Tfaip.Export.Tracing.Cloning;

/// <summary>
/// Copies live objects onto the rewritten types: without constructors, field by field. What holds nothing of the model's
/// own is shared (parameters, TorchSharp's layers, native handles); arrays and collections that the model holds are copied,
/// so that nothing it writes into them reaches the live ones. Other tensors get a handle of their own, so that the copy may free it.
/// </summary>
/// <param name="context">The rewritten types.</param>
/// <param name="wrap">Makes the delegate over a method of TorchSharp's that records: (delegate, the copy of its target).</param>
internal sealed class GraphCloner(InstrumentedContext context, Func<Delegate, object?, Delegate> wrap) : IDisposable
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly HashSet<Type> Collections =
        [typeof(List<>), typeof(Dictionary<,>), typeof(HashSet<>), typeof(Queue<>), typeof(Stack<>), typeof(SortedDictionary<,>),
            typeof(LinkedList<>)];

    private readonly Dictionary<object, object> _clones = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Tensor, Tensor> _tensors = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<object> _copied = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<object> _examined = new(ReferenceEqualityComparer.Instance);

    /// <summary>The objects that have copies, with them.</summary>
    public IReadOnlyDictionary<object, object> Clones => _clones;

    /// <summary>The copy of an object, or itself where it is shared.</summary>
    public object? Clone(object? value)
    {
        if (value is null) return null;
        Examine(value);
        return Copy(value);
    }

    /// <summary>The copy's handle of a live tensor; the tensor itself where it is shared.</summary>
    public Tensor HandleOf(Tensor live)
    {
        if (live.GetType() != typeof(Tensor) || live.IsInvalid) return live;
        if (!_tensors.TryGetValue(live, out var handle)) _tensors.Add(live, handle = live.alias().DetachFromDisposeScope());
        return handle;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var handle in _tensors.Values) handle.Dispose();
        _tensors.Clear();
    }

    // An object is copied when it is the model's own, or a collection in such, or refers to one that is copied.
    private void Examine(object root)
    {
        if (_examined.Contains(root)) return;
        var graph = ObjectGraph.From(root);
        var referrers = new Dictionary<object, List<object>>(ReferenceEqualityComparer.Instance);
        var open = new Queue<object>();
        foreach (var (holder, references) in graph)
        {
            _examined.Add(holder);
            if (IsOwn(holder)) Mark(holder, open);
            foreach (var reference in references)
            {
                ReferrersOf(referrers, reference).Add(holder);
            }
        }

        var marked = new Queue<object>(open);
        while (marked.TryDequeue(out var own))
        {
            foreach (var part in graph[own].Where(IsCollection))
            {
                if (_copied.Add(part))
                {
                    marked.Enqueue(part);
                    open.Enqueue(part);
                }
            }
        }

        while (open.TryDequeue(out var current))
        {
            foreach (var referrer in referrers.GetValueOrDefault(current) ?? [])
            {
                if (!ObjectGraph.IsLeaf(referrer)) Mark(referrer, open);
            }
        }
    }

    private static List<object> ReferrersOf(Dictionary<object, List<object>> referrers, object reference)
    {
        if (!referrers.TryGetValue(reference, out var list)) referrers.Add(reference, list = []);
        return list;
    }

    private void Mark(object value, Queue<object> open)
    {
        if (_copied.Add(value)) open.Enqueue(value);
    }

    private bool IsOwn(object value) =>
        context.Map(value.GetType()) != value.GetType()
        || (value is Delegate handler && handler.GetInvocationList().Any(single => IsRecorded(single.Method) || IsOwn(single.Method)));

    // TorchSharp's own lambdas are no calls of the model's: they hold what they are given for libtorch.
    private static bool IsRecorded(MethodInfo method) =>
        method.DeclaringType?.Assembly == typeof(TorchSharp.torch).Assembly && !method.Name.StartsWith('<');

    private bool IsOwn(MethodInfo method) => method.DeclaringType is { } type && context.Map(type) != type;

    /// <summary>Whether an object is an array or a collection whose content counts, not how it is held.</summary>
    public static bool IsCollection(object value) =>
        value is Array || (value.GetType().IsGenericType && Collections.Contains(value.GetType().GetGenericTypeDefinition()));

    private object Copy(object value)
    {
        if (value.GetType().IsValueType) return CopyStructure(value);
        if (value is Tensor tensor) return HandleOf(tensor);
        if (_clones.TryGetValue(value, out var clone)) return clone;
        if (!_copied.Contains(value)) return value;
        return value switch
        {
            Delegate handler => CopyDelegate(handler),
            Array array => CopyArray(array),
            IDictionary dictionary when IsGeneric(dictionary, typeof(Dictionary<,>)) => CopyDictionary(dictionary),
            IEnumerable set when IsGeneric(set, typeof(HashSet<>)) => CopySet(set),
            _ => CopyObject(value),
        };
    }

    private static bool IsGeneric(object value, Type definition) =>
        value.GetType().IsGenericType && value.GetType().GetGenericTypeDefinition() == definition;

    private object CopyStructure(object value)
    {
        var type = value.GetType();
        if (type.IsPrimitive || type == typeof(decimal)) return value;
        var mapped = context.Map(type);
        if (type.IsEnum) return mapped == type ? value : Enum.ToObject(mapped, value);
        var copy = RuntimeHelpers.GetUninitializedObject(mapped);
        CopyFields(value, copy);
        return copy;
    }

    [SuppressMessage("Usage", "CA1816", Justification = "The copy shares native handles with the live object, and must not free them.")]
    private object CopyObject(object value)
    {
        var copy = RuntimeHelpers.GetUninitializedObject(context.Map(value.GetType()));
        GC.SuppressFinalize(copy);
        _clones.Add(value, copy);
        CopyFields(value, copy);
        return copy;
    }

    private void CopyFields(object from, object to)
    {
        foreach (var field in ObjectGraph.Fields(from.GetType()))
        {
            if (field.FieldType.IsPointer || field.FieldType.IsFunctionPointer) continue;
            MapField(field).SetValue(to, field.GetValue(from) is { } value ? Copy(value) : null);
        }
    }

    /// <summary>The field of the rewritten type.</summary>
    public FieldInfo MapField(FieldInfo field)
    {
        var type = context.Map(field.DeclaringType!);
        return type == field.DeclaringType ? field : type.GetField(field.Name, Declared)!;
    }

    private Array CopyArray(Array array)
    {
        var lengths = Enumerable.Range(0, array.Rank).Select(array.GetLength).ToArray();
        var copy = Array.CreateInstance(context.Map(array.GetType().GetElementType()!), lengths);
        _clones.Add(array, copy);
        if (array.GetType().GetElementType() is { IsPrimitive: true })
        {
            Array.Copy(array, copy, array.Length);
            return copy;
        }

        var index = new int[array.Rank];
        foreach (var element in array)
        {
            if (element is not null) copy.SetValue(Copy(element), index);
            for (var axis = array.Rank - 1; axis >= 0 && ++index[axis] == lengths[axis]; axis--) index[axis] = 0;
        }

        return copy;
    }

    // Filled anew, because the keys' copies have other hash codes.
    private IDictionary CopyDictionary(IDictionary dictionary)
    {
        var comparer = dictionary.GetType().GetProperty("Comparer")!.GetValue(dictionary);
        var copy = (IDictionary)Create(context.Map(dictionary.GetType()), CopyComparer(comparer));
        _clones.Add(dictionary, copy);
        foreach (DictionaryEntry entry in dictionary) copy.Add(Copy(entry.Key), entry.Value is { } value ? Copy(value) : null);
        return copy;
    }

    private object CopySet(IEnumerable set)
    {
        var comparer = set.GetType().GetProperty("Comparer")!.GetValue(set);
        var type = context.Map(set.GetType());
        var copy = Create(type, CopyComparer(comparer));
        _clones.Add(set, copy);
        var add = type.GetMethod("Add")!;
        foreach (var item in set) add.Invoke(copy, [item is null ? null : Copy(item)]);
        return copy;
    }

    private static object Create(Type type, object? comparer) =>
        (comparer is null ? Activator.CreateInstance(type) : Activator.CreateInstance(type, comparer))!;

    // The default comparer of a type belongs to the type.
    private object? CopyComparer(object? comparer)
    {
        if (comparer is null || comparer.GetType().Namespace == "System.Collections.Generic") return null;
        Examine(comparer);
        return Copy(comparer);
    }

    private Delegate CopyDelegate(Delegate handler)
    {
        var copies = handler.GetInvocationList().Select(CopySingle).ToArray();

        // The target may hold the delegate itself, which then has its copy already.
        if (_clones.TryGetValue(handler, out var known)) return (Delegate)known;
        var copy = Delegate.Combine(copies)!;
        _clones.Add(handler, copy);
        return copy;
    }

    private Delegate CopySingle(Delegate handler)
    {
        var target = handler.Target is { } live ? Copy(live) : null;
        if (IsRecorded(handler.Method)) return wrap(handler, target);
        var method = MapMethod(handler.Method);
        var type = context.Map(handler.GetType());
        return handler.Target is null ? method.CreateDelegate(type) : method.CreateDelegate(type, target);
    }

    private MethodInfo MapMethod(MethodInfo method)
    {
        if (method.DeclaringType is not { } declaring || context.Map(declaring) is var type && type == declaring) return method;

        // Compared as definitions: the parameters of a closed generic method are already those of its arguments.
        var definition = method.IsGenericMethod ? method.GetGenericMethodDefinition() : method;
        var found = type.GetMethods(Declared).Single(candidate => candidate.Name == definition.Name
            && candidate.GetGenericArguments().Length == definition.GetGenericArguments().Length
            && Describe(candidate) == Describe(definition));
        return method.IsGenericMethod ? found.MakeGenericMethod(Array.ConvertAll(method.GetGenericArguments(), context.Map)) : found;
    }

    private static string Describe(MethodInfo method) => method.ToString()!;
}
