using System.Collections;
using System.Reflection;

namespace Tfaip.Export.Tracing.Cloning;

/// <summary>Finds what a model's code changed in its copies: the live objects say what there was.</summary>
internal sealed class StateComparison(GraphCloner cloner)
{
    /// <summary>The first field that differs from the live object's, or null where none does.</summary>
    public FieldInfo? FirstChange(IEnumerable<(FieldInfo Live, FieldInfo Copy)> statics)
    {
        foreach (var (live, copy) in statics)
        {
            // Names that no source can have are the compiler's, such as caches of delegates.
            if (!live.Name.StartsWith('<') && !IsSame(live.GetValue(null), copy.GetValue(null))) return live;
        }

        foreach (var (original, clone) in cloner.Clones)
        {
            if (original is not Delegate && !GraphCloner.IsCollection(original) && FirstChange(original, clone) is { } field)
                return OwnerOf(original) ?? field;
        }

        return null;
    }

    // Of an object of the framework's, the field of the model's that holds it, or holds what holds it.
    private FieldInfo? OwnerOf(object changed)
    {
        var open = new Queue<object>([changed]);
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance) { changed };
        while (open.TryDequeue(out var held) && held.GetType().Namespace?.StartsWith("System", StringComparison.Ordinal) == true)
        {
            foreach (var holder in cloner.Clones.Keys)
            {
                if (holder is Delegate or Array) continue;
                if (ObjectGraph.Fields(holder.GetType()).FirstOrDefault(field => Holds(field, holder, held)) is not { } found) continue;
                if (holder.GetType().Namespace?.StartsWith("System", StringComparison.Ordinal) != true) return found;
                if (seen.Add(holder)) open.Enqueue(holder);
            }
        }

        return null;
    }

    private static bool Holds(FieldInfo field, object holder, object held) =>
        !field.FieldType.IsValueType && !field.FieldType.IsPointer && !field.FieldType.IsByRefLike
        && ReferenceEquals(field.GetValue(holder), held);

    private FieldInfo? FirstChange(object original, object clone)
    {
        foreach (var field in ObjectGraph.Fields(original.GetType()))
        {
            if (field.FieldType.IsPointer || field.FieldType.IsFunctionPointer || IsBookkeeping(field)) continue;
            if (!IsSame(field.GetValue(original), cloner.MapField(field).GetValue(clone))) return field;
        }

        return null;
    }

    // How often a collection was written, and places behind its end, say nothing about what is in it.
    internal static bool IsBookkeeping(FieldInfo field) =>
        field.DeclaringType!.Namespace?.StartsWith("System.Collections", StringComparison.Ordinal) == true
        || field.DeclaringType.Assembly == typeof(TorchSharp.torch).Assembly && field.Name == "_forwardNative";

    private bool IsSame(object? live, object? copy)
    {
        if (live is null || copy is null) return live is null && copy is null;
        if (live.GetType().IsValueType) return IsSameStructure(live, copy);
        if (live is string) return live.Equals(copy);
        if (live is TorchSharp.torch.Tensor tensor) return ReferenceEquals(cloner.HandleOf(tensor), copy);
        if (!cloner.Clones.TryGetValue(live, out var clone)) return ReferenceEquals(live, copy);
        return ReferenceEquals(clone, copy) && IsSameContent(live, copy);
    }

    private bool IsSameContent(object live, object copy) => (live, copy) switch
    {
        (IDictionary left, IDictionary right) => left.Count == right.Count && IsSameSequence(left.Values, right.Values),
        (IEnumerable left, IEnumerable right) when GraphCloner.IsCollection(live) => IsSameSequence(left, right),
        _ => true,
    };

    private bool IsSameSequence(IEnumerable live, IEnumerable copy)
    {
        var (left, right) = (live.Cast<object?>().ToArray(), copy.Cast<object?>().ToArray());
        return left.Length == right.Length && left.Zip(right).All(pair => IsSame(pair.First, pair.Second));
    }

    private bool IsSameStructure(object live, object copy)
    {
        var type = live.GetType();
        if (type.IsPrimitive || type == typeof(decimal)) return live.Equals(copy);
        if (type.IsEnum) return Convert.ToInt64(live, null) == Convert.ToInt64(copy, null);
        return ObjectGraph.Fields(type).All(field => field.FieldType.IsPointer
            || IsSame(field.GetValue(live), cloner.MapField(field).GetValue(copy)));
    }
}
