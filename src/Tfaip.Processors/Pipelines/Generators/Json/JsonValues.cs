using System.Numerics.Tensors;
using System.Text.Json;
using Tfaip.Parameters;
using Tfaip.Parameters.Files;

namespace Tfaip.Processors.Pipelines.Generators.Json;

/// <summary>Makes values of samples of JSON values: texts, truth values, numbers, and tensors of arrays.</summary>
internal static class JsonValues
{
    private const int LongestText = 40;

    /// <summary>The value.</summary>
    /// <param name="field">The field, with its type.</param>
    /// <param name="value">The JSON value.</param>
    /// <param name="folder">The folder that paths are relative to.</param>
    /// <exception cref="TfaipException">It has another type; the message does not say where.</exception>
    public static object Read(JsonField field, JsonElement value, string folder)
    {
        var type = field.Type ?? TypeOf(field, value);
        return (type, value.ValueKind) switch
        {
            (FieldType.String, JsonValueKind.String) => value.GetString()!,
            (FieldType.Path, JsonValueKind.String) when PathText.Fault(value.GetString()!) is null =>
                Path.GetFullPath(value.GetString()!, folder),
            (FieldType.Float32, JsonValueKind.Array) => Tensor<float>(field, value, type, TryFloat),
            (FieldType.Int64, JsonValueKind.Array) => Tensor<long>(field, value, type, TryInteger),
            (FieldType.Bool, JsonValueKind.Array) => Tensor<bool>(field, value, type, TryTruth),
            (FieldType.Float32, _) when TryFloat(value, out var number) => number,
            (FieldType.Int64, _) when TryInteger(value, out var number) => number,
            (FieldType.Bool, _) when TryTruth(value, out var truth) => truth,
            _ => throw Refused($"the field '{field.Name}'", value, type),
        };
    }

    /// <summary>What a value is, for messages.</summary>
    public static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => $"the text \"{Short(value.GetString()!)}\"",
        _ => Short(value.GetRawText()),
    };

    private static FieldType TypeOf(JsonField field, JsonElement value)
    {
        var inner = value;
        while (inner.ValueKind == JsonValueKind.Array && inner.GetArrayLength() > 0) inner = inner[0];
        return inner.ValueKind switch
        {
            JsonValueKind.String when value.ValueKind == JsonValueKind.Array =>
                throw new TfaipException(
                    $"the field '{field.Name}' is an array of texts; a sample has single texts, and tensors of numbers and truth values."),
            JsonValueKind.String => FieldType.String,
            JsonValueKind.True or JsonValueKind.False => FieldType.Bool,
            JsonValueKind.Number or JsonValueKind.Array => field.NumberType,
            _ => throw new TfaipException(
                $"the field '{field.Name}' is {Describe(value)}; it must be a text, a number, a truth value or an array of them."),
        };
    }

    private static Tensor<T> Tensor<T>(JsonField field, JsonElement array, FieldType type, TryRead<T> read)
    {
        var shape = new List<nint>();
        for (var inner = array; inner.ValueKind == JsonValueKind.Array; inner = inner[0])
        {
            shape.Add(inner.GetArrayLength());
            if (inner.GetArrayLength() == 0) break;
        }

        var elements = new List<T>();
        Add(array, 0);
        return System.Numerics.Tensors.Tensor.Create(elements.ToArray(), [.. shape]);

        void Add(JsonElement value, int axis)
        {
            if (axis == shape.Count)
            {
                elements.Add(
                    read(value, out var element) ? element : throw Refused($"an element of the field '{field.Name}'", value, type));
                return;
            }

            if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() != shape[axis])
                throw new TfaipException($"the arrays inside the field '{field.Name}' do not have the same lengths.");
            foreach (var item in value.EnumerateArray()) Add(item, axis + 1);
        }
    }

    private static bool TryFloat(JsonElement value, out float number)
    {
        number = 0;
        return value.ValueKind == JsonValueKind.Number && value.TryGetSingle(out number) && float.IsFinite(number);
    }

    private static bool TryInteger(JsonElement value, out long number)
    {
        number = 0;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out number);
    }

    private static bool TryTruth(JsonElement value, out bool truth)
    {
        truth = value.ValueKind == JsonValueKind.True;
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False;
    }

    private static TfaipException Refused(string what, JsonElement value, FieldType type) =>
        new($"{what} is {Describe(value)}, which is not {type switch
        {
            FieldType.Float32 => "a finite float32 number",
            FieldType.Int64 => "a whole number",
            FieldType.Bool => "true or false",
            FieldType.Path => "the text of a path",
            _ => "a text",
        }}.");

    private static string Short(string text) => text.Length <= LongestText ? text : $"{text[..LongestText]}…";

    private delegate bool TryRead<T>(JsonElement value, out T element);
}
