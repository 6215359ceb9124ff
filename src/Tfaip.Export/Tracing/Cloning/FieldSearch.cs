using System.Collections;
using System.Reflection;
using Tfaip.Export.Programs;
using Tfaip.Export.Tracing.Instrumentation;
using static TorchSharp.torch;

namespace Tfaip.Export.Tracing.Cloning;

/// <summary>Finds the fields of a copied model that hold an object.</summary>
internal sealed class FieldSearch(GraphCloner cloner, InstrumentedContext context)
{
    private const int Deepest = 4;

    /// <summary>The field of the model's own that holds an object or a tensor, by itself or in collections; null where none does.</summary>
    public FieldInfo? Find(object value)
    {
        foreach (var holder in cloner.Clones.Values)
        {
            if (!context.IsCopy(holder.GetType())) continue;
            if (ObjectGraph.Fields(holder.GetType())
                    .FirstOrDefault(field => IsReadable(field) && Holds(field.GetValue(holder), value, 0)) is { } found)
                return found;
        }

        return null;
    }

    /// <summary>A field as messages name it: <c>Net.cache</c>, a property or captured variable by its own name.</summary>
    public static string NameOf(FieldInfo field)
    {
        var name = field.Name.StartsWith('<') && field.Name.Contains('>', StringComparison.Ordinal)
            ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)]
            : field.Name;
        var type = field.DeclaringType!.Name;
        return type.StartsWith('<') ? $"the variable {name}" : $"{type.Split('`')[0]}.{name}";
    }

    private static bool IsReadable(FieldInfo field) =>
        !field.FieldType.IsPrimitive && !field.FieldType.IsPointer && !field.FieldType.IsFunctionPointer && !field.FieldType.IsByRefLike;

    private bool Holds(object? held, object value, int depth)
    {
        if (held is null || depth > Deepest) return false;
        if (IsIt(held, value)) return true;
        return held switch
        {
            string or Tensor or MemberInfo => false,
            IDictionary dictionary => dictionary.Values.Cast<object?>().Any(item => Holds(item, value, depth + 1)),
            nn.Module module => !context.IsCopy(held.GetType()) && module.children().Any(child => Holds(child, value, depth + 1)),
            IEnumerable items when GraphCloner.IsCollection(held)
                || held.GetType().Namespace?.StartsWith("System.Collections", StringComparison.Ordinal) == true =>
                items.Cast<object?>().Any(item => Holds(item, value, depth + 1)),
            _ when held.GetType().Namespace == "System" && (held is Delegate || held.GetType().IsGenericType) =>
                ObjectGraph.Fields(held.GetType()).Where(IsReadable).Any(field => Holds(field.GetValue(held), value, depth + 1)),
            _ => false,
        };
    }

    private static bool IsIt(object held, object value) =>
        ReferenceEquals(held, value)
        || (held is Tensor { IsInvalid: false } tensor && value is Tensor { IsInvalid: false } wanted
            && NativeTensors.Identity(tensor) == NativeTensors.Identity(wanted));
}
