using System.Reflection;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Tfaip.Export.Tracing.Cloning;

/// <summary>The objects that can be reached from some, through fields, elements and delegates.</summary>
internal static class ObjectGraph
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Every object that can be reached, each once, with the objects that it refers to itself.</summary>
    public static Dictionary<object, IReadOnlyList<object>> From(params ReadOnlySpan<object?> roots)
    {
        var graph = new Dictionary<object, IReadOnlyList<object>>(ReferenceEqualityComparer.Instance);
        var open = new Stack<object>();
        foreach (var root in roots)
        {
            if (root is not null) open.Push(root);
        }

        while (open.TryPop(out var current))
        {
            if (graph.ContainsKey(current)) continue;
            var references = IsLeaf(current) ? [] : References(current);
            graph.Add(current, references);
            foreach (var reference in references) open.Push(reference);
        }

        return graph;
    }

    /// <summary>The instance fields of a type and its bases.</summary>
    public static IEnumerable<FieldInfo> Fields(Type type)
    {
        for (var t = type; t is not null && t != typeof(object); t = t.BaseType)
        {
            foreach (var field in t.GetFields(Declared)) yield return field;
        }
    }

    /// <summary>Whether an object is taken as it is, without looking into it.</summary>
    public static bool IsLeaf(object value) =>
        value is string or Tensor or MemberInfo or Assembly or Module or SafeHandle or Thread or Pointer
        || value.GetType().IsPrimitive || value.GetType().IsEnum
        || (value is Array && value.GetType().GetElementType() is { } element && (element.IsPrimitive || element == typeof(string)));

    private static List<object> References(object value)
    {
        var references = new List<object>();
        switch (value)
        {
            case Delegate handler:
                foreach (var single in handler.GetInvocationList())
                {
                    if (single.Target is { } target) references.Add(target);
                }

                break;
            case Array array:
                foreach (var element in array) Add(references, element);
                break;
            default:
                foreach (var field in Fields(value.GetType()))
                {
                    if (MayRefer(field.FieldType)) Add(references, field.GetValue(value));
                }

                break;
        }

        return references;
    }

    private static void Add(List<object> references, object? value)
    {
        if (value is null) return;

        // A structure is a part of its holder; boxed anew at each look, it has no identity to be listed under.
        if (value.GetType().IsValueType)
        {
            foreach (var field in Fields(value.GetType()))
            {
                if (MayRefer(field.FieldType)) Add(references, field.GetValue(value));
            }
        }
        else
        {
            references.Add(value);
        }
    }

    private static bool MayRefer(Type type) =>
        !type.IsPrimitive && !type.IsEnum && !type.IsPointer && !type.IsFunctionPointer && !type.IsByRefLike && type != typeof(decimal);
}
