using System.Reflection;
using System.Runtime.CompilerServices;
using Tfaip.Export.Tracing.Instrumentation;

namespace Tfaip.Export.Tracing.Cloning;

/// <summary>
/// What the objects of the framework hold that the copies of a model share with the live one, before a recording and after it:
/// builders, boxes, concurrent collections, enumerators and the like.
/// </summary>
/// <param name="cloner">Has the copies.</param>
/// <param name="context">Has their types.</param>
internal sealed class SharedState(GraphCloner cloner, InstrumentedContext context)
{
    private const int MostElements = 1 << 16;

    // Those whose fields are their content. Others, such as cultures and loggers, fill caches that change nothing.
    private static readonly string[] Namespaces = ["System.Collections", "System.Linq", "System.Text", "System.IO"];
    private static readonly HashSet<string> Types =
        new(StringComparer.Ordinal) { "StrongBox`1", "Lazy`1", "ConditionalWeakTable`2", "Container", "WeakReference`1", "LazyHelper" };

    private readonly List<(FieldInfo Field, object Value, int Print)> _seen = [];

    /// <summary>Takes the state down.</summary>
    /// <param name="statics">The static fields that were taken over.</param>
    public void Remember(IEnumerable<(FieldInfo Live, FieldInfo Copy)> statics)
    {
        _seen.Clear();
        foreach (var (live, clone) in cloner.Clones)
        {
            if (context.Map(live.GetType()) == live.GetType() || live is Delegate or Array) continue;
            foreach (var field in ObjectGraph.Fields(live.GetType())) Add(field, live);
        }

        foreach (var (live, _) in statics) Add(live, null);
    }

    /// <summary>The first field whose object has changed, or null where none has.</summary>
    public FieldInfo? FirstChange() => _seen.FirstOrDefault(entry => Print(entry.Value) != entry.Print).Field;

    private void Add(FieldInfo field, object? holder)
    {
        if (field.FieldType.IsPointer || field.FieldType.IsFunctionPointer || field.FieldType.IsByRefLike) return;
        if (field.GetValue(holder) is { } value && IsShared(value) && !cloner.Clones.ContainsKey(value))
            _seen.Add((field, value, Print(value)));
    }

    private static bool IsShared(object value)
    {
        var type = value.GetType();
        return !type.IsValueType && value is not (string or Array)
            && (Types.Contains(type.Name)
                || Array.Exists(Namespaces, name => type.Namespace?.StartsWith(name, StringComparison.Ordinal) == true));
    }

    private static int Print(object value)
    {
        var print = default(HashCode);
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Stack<object>([value]);
        while (open.TryPop(out var current))
        {
            if (!seen.Add(current)) continue;
            if (current is Array array) AddElements(ref print, array, open);
            else AddFields(ref print, current, open);
        }

        return print.ToHashCode();
    }

    private static void AddFields(ref HashCode print, object value, Stack<object> open)
    {
        foreach (var field in ObjectGraph.Fields(value.GetType()))
        {
            if (field.FieldType.IsPointer || field.FieldType.IsFunctionPointer || field.FieldType.IsByRefLike) continue;
            AddValue(ref print, field.GetValue(value), open);
        }
    }

    private static void AddElements(ref HashCode print, Array array, Stack<object> open)
    {
        print.Add(array.Length);
        var count = 0;
        foreach (var element in array)
        {
            if (++count > MostElements) break;
            AddValue(ref print, element, open);
        }
    }

    private static void AddValue(ref HashCode print, object? value, Stack<object> open)
    {
        switch (value)
        {
            case null:
                print.Add(0);
                break;
            case string or decimal or Enum:
            case var _ when value.GetType().IsPrimitive:
                print.Add(value);
                break;
            case ValueType:
                AddFields(ref print, value, open);
                break;
            default:
                print.Add(RuntimeHelpers.GetHashCode(value));
                if (value is Array || IsShared(value)) open.Push(value);
                break;
        }
    }
}
