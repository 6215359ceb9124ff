using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace Tfaip.Export.Tracing.Recording;

/// <summary>
/// The tensors in what a model gives, in order: of tuples, arrays and lists those of their parts, of dictionaries those under
/// their names, of a class or structure of the model's own those of its fields and properties, to any depth. A part that is null is left out.
/// </summary>
internal static class ModelOutputs
{
    private const int Deepest = 16;

    /// <summary>The tensors with their names, where the model names them.</summary>
    /// <exception cref="ExportException">There is none, or something else is among them.</exception>
    public static IReadOnlyList<(Tensor Tensor, string? Name)> Of(object? result)
    {
        var outputs = new List<(Tensor, string?)>();
        Add(result, null, outputs, 0);
        if (outputs.Count == 0)
        {
            throw new ExportException(
                $"The model's forward gives {(result is null ? "null" : $"no tensor, in {Describe(result)}")}. It has to give a tensor, or tensors in a tuple, an array, a list or a dictionary by name.");
        }

        return outputs;
    }

    private static void Add(object? value, string? name, List<(Tensor, string?)> outputs, int depth)
    {
        if (depth > Deepest) throw new ExportException("What the model's forward gives refers to itself. It has to give tensors, or tensors in tuples, arrays, lists or dictionaries.");
        switch (value)
        {
            case null:
                break;
            case Tensor tensor:
                outputs.Add((tensor, name));
                break;
            case ITuple tuple:
                for (var i = 0; i < tuple.Length; i++) Add(tuple[i], Part(name, i), outputs, depth + 1);
                break;
            case IDictionary dictionary:
                foreach (DictionaryEntry entry in dictionary) Add(entry.Value, Part(name, entry.Key), outputs, depth + 1);
                break;
            case IEnumerable<KeyValuePair<string, Tensor>> named:
                foreach (var (key, tensor) in named) Add(tensor, Part(name, key), outputs, depth + 1);
                break;
            case IEnumerable list and not string:
                var index = 0;
                foreach (var item in list) Add(item, Part(name, index++), outputs, depth + 1);
                break;
            default:
                AddMembers(value, name, outputs, depth);
                break;
        }
    }

    private static void AddMembers(object value, string? name, List<(Tensor, string?)> outputs, int depth)
    {
        var members = value.GetType().GetMembers(BindingFlags.Instance | BindingFlags.Public)
            .Where(member => member is FieldInfo || (member is PropertyInfo { CanRead: true } property && property.GetIndexParameters().Length == 0))
            .OrderBy(member => member.MetadataToken)
            .ToArray();
        if (value.GetType().IsPrimitive || value is string || value is nn.Module || members.Length == 0)
        {
            throw new ExportException(
                $"The model's forward gives {Describe(value)}{(name is null ? "" : $" under '{name}'")} beside tensors or instead of them, and a graph gives tensors only. Give a tensor, or leave it out.");
        }

        foreach (var member in members)
        {
            var part = member is FieldInfo field ? field.GetValue(value) : ((PropertyInfo)member).GetValue(value);
            if (part is null or Tensor or ICollection or ITuple) Add(part, Part(name, member.Name), outputs, depth + 1);
            else if (!part.GetType().IsPrimitive && part is not string) AddMembers(part, Part(name, member.Name), outputs, depth + 1);
        }
    }

    // Parts of what has no name have none either: they are numbered through.
    private static string? Part(string? name, int index) =>
        name is null ? null : string.Create(CultureInfo.InvariantCulture, $"{name}_{index}");

    private static string Part(string? name, object key)
    {
        var text = Convert.ToString(key, CultureInfo.InvariantCulture)!;
        return name is null ? text : $"{name}_{text}";
    }

    private static string Describe(object value) => value switch
    {
        string => "a string",
        _ when value.GetType().IsPrimitive => $"the number {Convert.ToString(value, CultureInfo.InvariantCulture)}",
        _ => value.GetType().Name.Split('`')[0],
    };
}
