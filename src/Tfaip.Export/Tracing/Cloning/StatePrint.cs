using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using static TorchSharp.torch;

namespace Tfaip.Export.Tracing.Cloning;

/// <summary>What the fields of a copied model hold, as texts: the same where they hold the same, in whatever objects.</summary>
/// <param name="copy">The copy.</param>
/// <param name="objects">Texts for objects that it shares with other copies.</param>
/// <param name="isShared">Whether an object is the live model's too.</param>
/// <param name="textOf">Gives the text of a tensor in a field.</param>
internal sealed class StatePrint(ModelCopy copy, ObjectTexts objects, Func<object, bool> isShared, Func<Tensor, FieldInfo, string> textOf)
{
    // Objects of the framework whose fields are their content.
    private static readonly string[] Namespaces = ["System.Collections", "System.Linq", "System.IO"];


    private readonly Dictionary<object, object> _live = copy.Cloner.Clones.ToDictionary(
        pair => pair.Value, pair => pair.Key, (IEqualityComparer<object>)ReferenceEqualityComparer.Instance);
    private FieldInfo? _field;

    /// <summary>
    /// Whether a field belongs to an object whose content fields do not show, such as a weak table: that it was changed is all that
    /// is known.
    /// </summary>
    public static bool IsOpaque(FieldInfo field) => field.DeclaringType!.Namespace?.StartsWith(
        "System.Runtime", StringComparison.Ordinal) == true && !field.DeclaringType.Name.StartsWith("StrongBox", StringComparison.Ordinal);

    /// <summary>The texts by field: of the live object that has the field, and of the field.</summary>
    public Dictionary<string, (FieldInfo Field, string Text)> Take(IEnumerable<(FieldInfo Live, FieldInfo Copy)> statics)
    {
        var print = new Dictionary<string, (FieldInfo, string)>(StringComparer.Ordinal);
        foreach (var (live, field) in statics)
        {
            // Names that no source can have are the compiler's, such as caches of delegates.
            if (live.Name.StartsWith('<')) continue;
            _field = live;
            print.Add($"{live.DeclaringType} {live.Name}", (live, Text(field.GetValue(null), [])));
        }

        foreach (var (live, clone) in copy.Cloner.Clones)
        {
            if (live is Delegate || IsContent(live)) continue;
            foreach (var field in ObjectGraph.Fields(live.GetType()))
            {
                if (!IsReadable(field) || StateComparison.IsBookkeeping(field)) continue;
                _field = field;
                print.Add(
                    $"{objects.Of(live)} {field.DeclaringType} {field.Name}",
                    (field, Text(copy.Cloner.MapField(field).GetValue(clone), [])));
            }
        }

        return print;
    }

    private static bool IsReadable(FieldInfo field) =>
        !field.FieldType.IsPointer && !field.FieldType.IsFunctionPointer && !field.FieldType.IsByRefLike;

    // What counts of it is what is in it, and it is shown with the field that holds it.
    private static bool IsContent(object value) =>
        value is Array || (value is IEnumerable and not string
            && value.GetType().Namespace?.StartsWith("System.Collections", StringComparison.Ordinal) == true);

    private string Text(object? value, List<object> above)
    {
        switch (value)
        {
            case null:
                return "null";
            case string text:
                return $"\"{text}\"";
            case Tensor tensor:
                return tensor.IsInvalid ? "disposed" : textOf(tensor, _field!);
            case Enum:
                return Convert.ToInt64(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
            case var _ when value.GetType().IsPrimitive || value is decimal:
                return Convert.ToString(value, CultureInfo.InvariantCulture)!;
            case MemberInfo or Device or System.Text.StringBuilder:
                return value.ToString()!;
            case Delegate handler:
                return string.Join("+", handler.GetInvocationList().Select(single => $"{single.Method}({Text(single.Target, above)})"));
            case Array { Length: > 64 } numbers when numbers.GetType().GetElementType()!.IsPrimitive:
                return Hash(numbers);
        }

        if (!value.GetType().IsValueType)
        {
            var at = above.FindIndex(other => ReferenceEquals(other, value));
            if (at >= 0) return FormattableString.Invariant($"^{at}");
        }

        List<object> here = [.. above, value];
        if (IsContent(value)) return Content((IEnumerable)value, here);
        if (_live.TryGetValue(value, out var live)) return objects.Of(live);
        var type = value.GetType();
        if (type.IsValueType || copy.IsOwn(type) || IsOpen(type))
        {
            return $"{type}("
                + $"{string.Join(",", ObjectGraph.Fields(type).Where(IsReadable).Select(field => Text(field.GetValue(value), here)))})";
        }

        // What is in an object of somebody else's that a call has made cannot be seen: it may be anything.
        return value is nn.Module || isShared(value) ? objects.Of(value) : $"unknown {Guid.NewGuid()}";
    }

    private static bool IsOpen(Type type) =>
        type.Namespace == "System" || type.Name.StartsWith("StrongBox", StringComparison.Ordinal)
        || Array.Exists(Namespaces, name => type.Namespace?.StartsWith(name, StringComparison.Ordinal) == true);

    private string Content(IEnumerable items, List<object> above) => items is IDictionary dictionary
        ? $"[{string.Join(",", dictionary.Keys.Cast<object>().Select(key => $"{Text(key, above)}={Text(dictionary[key], above)}"))}]"
        : $"[{string.Join(",", items.Cast<object?>().Select(item => Text(item, above)))}]";

    private static string Hash(Array numbers)
    {
        var bytes = new byte[Buffer.ByteLength(numbers)];
        Buffer.BlockCopy(numbers, 0, bytes, 0, bytes.Length);
        return Convert.ToHexString(SHA256.HashData(bytes));
    }
}
