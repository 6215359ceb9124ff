using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Json;
using Tfaip.Parameters.Shapes;

namespace Tfaip.Parameters.Overriding;

/// <summary>
/// Makes arguments of records: complete, so that they give equal records over any tree. What has no argument form of its own (lists
/// of lists, keys with points, a text <c>null</c>) becomes a value in brackets.
/// </summary>
public sealed partial class ParameterArguments
{
    private static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<string> _arguments = [];

    private ParameterArguments()
    {
    }

    /// <summary>The arguments of a record.</summary>
    /// <param name="parameters">The record.</param>
    /// <exception cref="ArgumentException">A text of the record itself is <c>null</c>, which an argument cannot say.</exception>
    public static IReadOnlyList<string> Of(object parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var unsayable = RecordShape.Of(parameters.GetType()).Properties
            .FirstOrDefault(property => !HasForm(property.Get(parameters), property.Value));
        if (unsayable is not null)
            throw new ArgumentException(
                $"The text 'null' cannot be given for '{unsayable.Name}' by an argument, where it means null.", nameof(parameters));
        var arguments = new ParameterArguments();
        arguments.AddProperties("", parameters);
        return arguments._arguments;
    }

    private void AddProperties(string path, object record)
    {
        foreach (var property in RecordShape.Of(record.GetType()).Properties)
            Add(NodeMerger.Join(path, property.Name), property.Get(record), property.Value);
    }

    private void Add(string path, object? value, ValueShape shape)
    {
        switch (shape.Kind)
        {
            case var _ when value is null:
                Put(path, ["null"]);
                break;
            case ValueKind.Scalar:
                Put(path, [ScalarText.Of(value)]);
                break;
            case ValueKind.List:
                AddList(path, value, [.. ((IEnumerable)value).Cast<object?>()], shape);
                break;
            case ValueKind.Dictionary:
                AddDictionary(path, value, shape);
                break;
            case ValueKind.Record when HasForm(value):
                // A record that may be null, and has nothing to be set in it, must be named to be there.
                if (shape.IsNullable) Put(path, ["{}"]);
                AddProperties(path, value);
                break;
            case ValueKind.Polymorphic when HasForm(value):
                Put(path, [VariantCatalog.NameOf(value.GetType())]);
                AddProperties(path, value);
                break;
            default:
                Put(path, [Flow(value, shape)]);
                break;
        }
    }

    private void AddList(string path, object list, List<object?> items, ValueShape shape)
    {
        if (shape.Element!.Kind == ValueKind.Polymorphic && items.Count > 0 && items.All(item => item is not null && HasForm(item)))
        {
            Put(path, [.. items.Select(item => VariantCatalog.NameOf(item!.GetType()))]);
            for (var i = 0; i < items.Count; i++) AddProperties(NodeMerger.Join(path, i.ToString(CultureInfo.InvariantCulture)), items[i]!);
        }
        else if (shape.Element.Kind == ValueKind.Scalar && items.Count > 0 && items.All(item => IsValue(item, items.Count)))
        {
            Put(path, [.. items.Select(item => item is null ? "null" : ScalarText.Of(item))]);
        }
        else
        {
            Put(path, [Flow(list, shape)]);
        }
    }

    private void AddDictionary(string path, object dictionary, ValueShape shape)
    {
        var entries = Collections.Entries(dictionary).ToList();
        // The order of arguments is no order of entries, but for those that are written alike.
        if (shape.Element!.Kind != ValueKind.Scalar
            || !entries.All(entry => Key().IsMatch(entry.Key) && HasForm(entry.Value, shape.Element)))
        {
            Put(path, [Flow(dictionary, shape)]);
            return;
        }

        Put(path, ["{}"]);
        foreach (var (key, value) in entries) Add(NodeMerger.Join(path, key), value, shape.Element);
    }

    // A text "null" can only stand in brackets, in quotes; so whatever holds one is written in brackets.
    private static bool HasForm(object record) =>
        RecordShape.Of(record.GetType()).Properties.All(property => HasForm(property.Get(record), property.Value));

    private static bool HasForm(object? value, ValueShape shape) => shape.Kind != ValueKind.Scalar || value is not "null";

    // One value alone may be null or in brackets, which is not meant of the one element.
    private static bool IsValue(object? item, int count) => item switch
    {
        null => count > 1,
        string text => text is not "null" && (count > 1 ? !text.StartsWith("--", StringComparison.Ordinal) : text is not ['[' or '{', ..]),
        _ => true,
    };

    private static string Flow(object value, ValueShape shape)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, OneLine)) JsonNodes.Write(writer, ParameterEmitter.Emit(value, shape.Type));
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private void Put(string path, IReadOnlyList<string> values)
    {
        if (values is [var value] && value.StartsWith("--", StringComparison.Ordinal)) _arguments.Add($"--{path}={value}");
        else _arguments.AddRange([$"--{path}", .. values]);
    }

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Key();
}
