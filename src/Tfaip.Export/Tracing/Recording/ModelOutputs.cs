using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using Tfaip.Export.Requests;
using static TorchSharp.torch;

namespace Tfaip.Export.Tracing.Recording;

/// <summary>
/// The tensors in what a model gives, in order: of tuples, arrays and lists those of their parts, of dictionaries those under
/// their names, of a class or structure of the model's own those of its fields and properties, to any depth. A part that is null is left
/// out. Where several would have one name, each is called by its path.
/// </summary>
internal static class ModelOutputs
{
    private const int Deepest = 16;

    /// <summary>The tensors with their names, where the model names them.</summary>
    /// <exception cref="ExportException">There is none, or something else is among them.</exception>
    public static IReadOnlyList<(Tensor Tensor, string? Name)> Of(object? result)
    {
        var outputs = new List<(Tensor Tensor, OutputLabel Label)>();
        Add(result, OutputLabel.Whole, outputs, 0);
        if (outputs.Count == 0)
        {
            throw new ExportException(
                $"The model's forward gives {(result is null ? "null" : $"no tensor, in {Describe(result)}")}. It has to give a tensor, or "
                + "tensors in a tuple, an array, a list or a dictionary by name.");
        }

        var repeated = outputs.Select(output => output.Label.Name).OfType<string>().CountBy(name => name).Where(count => count.Value > 1)
            .Select(count => count.Key).ToHashSet(StringComparer.Ordinal);
        return [.. outputs.Select(output => (output.Tensor, NameOf(output.Label)))];

        string? NameOf(OutputLabel label) => label.Name is { } name && repeated.Contains(name) ? label.Path : label.Name;
    }

    private static void Add(object? value, OutputLabel label, List<(Tensor, OutputLabel)> outputs, int depth)
    {
        if (depth > Deepest)
            throw new ExportException(
                "What the model's forward gives refers to itself. It has to give tensors, or tensors in tuples, arrays, lists or "
                + "dictionaries.");
        switch (value)
        {
            case null:
                break;
            case Tensor tensor:
                outputs.Add((tensor, label));
                break;
            case ITuple tuple:
                for (var i = 0; i < tuple.Length; i++) Add(tuple[i], label.Part(i), outputs, depth + 1);
                break;
            case IDictionary dictionary:
                foreach (DictionaryEntry entry in dictionary) Add(entry.Value, label.Part(entry.Key), outputs, depth + 1);
                break;
            case IEnumerable list and not string:
                var index = 0;
                foreach (var item in list)
                {
                    if (Entry(item) is var (key, held)) Add(held, label.Part(key), outputs, depth + 1);
                    else Add(item, label.Part(index), outputs, depth + 1);
                    index++;
                }

                break;
            default:
                AddMembers(value, label, outputs, depth);
                break;
        }
    }

    private static void AddMembers(object value, OutputLabel label, List<(Tensor, OutputLabel)> outputs, int depth)
    {
        var members = value.GetType().GetMembers(BindingFlags.Instance | BindingFlags.Public)
            .Where(member =>
                member is FieldInfo || (member is PropertyInfo { CanRead: true } property && property.GetIndexParameters().Length == 0))
            .OrderBy(member => member.MetadataToken)
            .ToArray();
        if (value.GetType().IsPrimitive || value is string || value is nn.Module || members.Length == 0)
        {
            throw new ExportException(
                $"The model's forward gives {Describe(value)}{(label.Name is null ? "" : $" under '{label.Name}'")} beside tensors or "
                + "instead of them, and a graph gives tensors only. Give a tensor, or leave it out.");
        }

        foreach (var member in members)
        {
            var part = member is FieldInfo field ? field.GetValue(value) : ((PropertyInfo)member).GetValue(value);
            if (part is null or Tensor or ICollection or ITuple) Add(part, label.Part(member.Name), outputs, depth + 1);
            else if (!part.GetType().IsPrimitive && part is not string) AddMembers(part, label.Part(member.Name), outputs, depth + 1);
        }
    }

    // Of a dictionary that is not one of the framework's own.
    private static (object Key, object? Value)? Entry(object? item) =>
        item?.GetType() is { IsConstructedGenericType: true } type && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>)
            ? (type.GetProperty("Key")!.GetValue(item)!, type.GetProperty("Value")!.GetValue(item))
            : null;

    private static string Describe(object value) => value switch
    {
        string => "a string",
        _ when value.GetType().IsPrimitive => $"the number {Convert.ToString(value, CultureInfo.InvariantCulture)}",
        _ => value.GetType().Name.Split('`')[0],
    };
}
