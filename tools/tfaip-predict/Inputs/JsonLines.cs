using System.Globalization;
using System.Numerics.Tensors;
using System.Text.Json;
using Tfaip.Parameters;

namespace Tfaip.Predict.Inputs;

/// <summary>JSON values, one a line: a string or an array for the model's one input, or an object with a value for each input.</summary>
/// <remarks>Arrays are float32 tensors, nested ones with an axis for each level; arrays of truth values are bool tensors.</remarks>
internal static class JsonLines
{
    public static IEnumerable<NamedInput> Read(string path, IEnumerable<string> lines)
    {
        var row = 0;
        foreach (var line in lines)
        {
            row++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            var name = string.Create(CultureInfo.InvariantCulture, $"{path}:{row}");
            yield return new NamedInput(name, () => Parse(name, line));
        }
    }

    private static object Parse(string name, string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            return root.ValueKind == JsonValueKind.Object
                ? root.EnumerateObject().ToDictionary(value => value.Name, value => ValueOf(value.Value, name))
                : ValueOf(root, name);
        }
        catch (JsonException error)
        {
            throw new TfaipException($"{name}: this is not JSON: {error.Message}", error);
        }
        catch (ArgumentException error)
        {
            throw new TfaipException($"{name}: two inputs have the same name.", error);
        }
    }

    private static object ValueOf(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => NumberOf(value, name),
        JsonValueKind.True or JsonValueKind.False => value.GetBoolean(),
        JsonValueKind.Array => TensorOf(value, name),
        _ =>
            throw new TfaipException(
                $"{name}: {(value.ValueKind == JsonValueKind.Null ? "null" : "an object inside an object")} is not an input; write "
                + "numbers, strings or arrays."),
    };

    private static float NumberOf(JsonElement value, string name) => value.GetSingle() is var number && float.IsFinite(number)
        ? number
        : throw new TfaipException($"{name}: {value.GetRawText()} is not a finite float32 number.");

    private static object TensorOf(JsonElement array, string name)
    {
        var shape = new List<nint>();
        var first = array;
        for (; first.ValueKind == JsonValueKind.Array; first = first[0])
        {
            shape.Add(first.GetArrayLength());
            if (first.GetArrayLength() == 0) break;
        }

        var elements = new List<JsonElement>();
        Flatten(array, 0);
        return first.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? Tensor.Create([.. elements.Select(element => Element(element, element.ValueKind is JsonValueKind.True
                or JsonValueKind.False, element => element.GetBoolean()))], [.. shape])
            : Tensor.Create([.. elements.Select(element =>
                Element(element, element.ValueKind == JsonValueKind.Number, element => NumberOf(element, name)))], [.. shape]);

        void Flatten(JsonElement value, int axis)
        {
            if (axis == shape.Count)
            {
                elements.Add(value);
                return;
            }

            if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() != shape[axis])
                throw new TfaipException($"{name}: the arrays inside the array do not have the same lengths.");
            foreach (var item in value.EnumerateArray()) Flatten(item, axis + 1);
        }

        T Element<T>(JsonElement element, bool fits, Func<JsonElement, T> read) => fits
            ? read(element)
            : throw new TfaipException(
                $"{name}: the array holds {element.GetRawText()}; its elements must be all numbers or all truth values.");
    }
}
