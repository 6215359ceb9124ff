using System.Globalization;
using System.Numerics.Tensors;
using System.Text.Json;

namespace Tfaip.Training.Evaluation.Dumps;

/// <summary>
/// Values of samples in JSON, so that reading gives the same types and bits: texts, truth values, int64 (without a fraction) and float64 (with
/// one) are what they are in JSON; other numbers have their type for a key, <c>{"float32": 0.5}</c>; so have tensors, with their elements in
/// row-major order, and their shape where they have not one axis: <c>{"int64": [1, 2, 3, 4], "shape": [2, 2]}</c>. Bytes are
/// <c>{"bytes": "base64"}</c>, lists of texts are lists.
/// </summary>
internal static class ValueJson
{
    private const string ShapeKey = "shape";
    private const string BytesKey = "bytes";
    private const int LongestShown = 100;
    private const int MostAxes = 64;

    private static readonly IElementJson[] Types =
    [
        new ElementJson<float>("float32", static (json, value) => WriteFloating(json, value, Text(value)), static json => (float)ReadFloating(json, static (text, culture) => float.Parse(text, culture))),
        new ElementJson<double>("float64", static (json, value) => WriteFloating(json, value, Text(value)), static json => ReadFloating(json, static (text, culture) => double.Parse(text, culture))),
        new ElementJson<Half>("float16", static (json, value) => WriteFloating(json, (double)value, Text(value)), static json => (Half)ReadFloating(json, static (text, culture) => (double)Half.Parse(text, culture))),
        new ElementJson<byte>("uint8", static (json, value) => json.WriteNumberValue(value), static json => json.GetByte()),
        new ElementJson<sbyte>("int8", static (json, value) => json.WriteNumberValue(value), static json => json.GetSByte()),
        new ElementJson<short>("int16", static (json, value) => json.WriteNumberValue(value), static json => json.GetInt16()),
        new ElementJson<int>("int32", static (json, value) => json.WriteNumberValue(value), static json => json.GetInt32()),
        new ElementJson<long>("int64", static (json, value) => json.WriteNumberValue(value), static json => json.GetInt64()),
        new ElementJson<bool>("bool", static (json, value) => json.WriteBooleanValue(value), static json => json.GetBoolean()),
    ];

    /// <summary>Writes a value.</summary>
    /// <returns>False, and nothing is written, where it is none that samples have.</returns>
    public static bool TryWrite(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case string text: json.WriteStringValue(text); return true;
            case bool flag: json.WriteBooleanValue(flag); return true;
            case long number: json.WriteNumberValue(number); return true;
            case double number when double.IsFinite(number): WriteFloating(json, number, Text(number)); return true;
            case byte[] bytes:
                json.WriteStartObject();
                json.WriteBase64String(BytesKey, bytes);
                json.WriteEndObject();
                return true;
            case IReadOnlyList<string> texts:
                json.WriteStartArray();
                foreach (var text in texts) json.WriteStringValue(text);
                json.WriteEndArray();
                return true;
            default: return Array.Exists(Types, type => type.TryWrite(json, value));
        }
    }

    /// <summary>Reads a value.</summary>
    /// <exception cref="FormatException">It is none that <see cref="TryWrite"/> writes.</exception>
    public static object Read(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString()!,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => json.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') < 0 ? (object)json.GetInt64() : json.GetDouble(),
        JsonValueKind.Array => json.EnumerateArray().Select(item => item.GetString() ?? throw Unknown(json)).ToArray(),
        JsonValueKind.Object when First(json) is { Name: BytesKey } bytes => bytes.Value.GetBytesFromBase64(),
        JsonValueKind.Object when First(json) is var typed && Array.Find(Types, type => type.Name == typed.Name) is { } type =>
            type.Read(typed.Value, json.TryGetProperty(ShapeKey, out var shape) ? ShapeOf(shape) : null),
        _ => throw Unknown(json),
    };

    private static JsonProperty First(JsonElement json) => json.EnumerateObject().Select(property => (JsonProperty?)property).FirstOrDefault() ?? throw Unknown(json);

    private static FormatException Unknown(JsonElement json) =>
        new($"{(json.GetRawText() is { Length: > LongestShown } text ? text[..LongestShown] + "…" : json.GetRawText())} is no value of a sample.");

    private static nint[] ShapeOf(JsonElement json) => json.GetArrayLength() <= MostAxes
        ? [.. json.EnumerateArray().Select(length => (nint)length.GetInt64())]
        : throw new FormatException($"a tensor has {json.GetArrayLength()} axes, more than {MostAxes}");

    // JSON has no word for what is not finite. A fraction says that the number is one of floating point.
    private static void WriteFloating(Utf8JsonWriter json, double value, string text)
    {
        if (!double.IsFinite(value)) json.WriteStringValue(text);
        else json.WriteRawValue(text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text, skipInputValidation: true);
    }

    private static string Text(IFormattable value) => value.ToString("R", CultureInfo.InvariantCulture);

    // Rounded once, to its own type, so that the bits are those that were written.
    private static double ReadFloating(JsonElement json, Func<string, CultureInfo, double> parse) =>
        parse(json.ValueKind == JsonValueKind.String ? json.GetString()! : json.GetRawText(), CultureInfo.InvariantCulture);

    private interface IElementJson
    {
        string Name { get; }

        bool TryWrite(Utf8JsonWriter json, object value);

        object Read(JsonElement json, nint[]? shape);
    }

    private sealed class ElementJson<T>(string name, Action<Utf8JsonWriter, T> write, Func<JsonElement, T> read) : IElementJson
        where T : unmanaged
    {
        public string Name => name;

        public bool TryWrite(Utf8JsonWriter json, object value)
        {
            if (value is not (T or Tensor<T>)) return false;
            json.WriteStartObject();
            json.WritePropertyName(name);
            if (value is T number)
            {
                write(json, number);
            }
            else
            {
                var tensor = (Tensor<T>)value;
                json.WriteStartArray();
                foreach (var element in tensor) write(json, element);
                json.WriteEndArray();
                if (tensor.Rank != 1) WriteShape(json, tensor.Lengths);
            }

            json.WriteEndObject();
            return true;
        }

        public object Read(JsonElement json, nint[]? shape)
        {
            if (json.ValueKind != JsonValueKind.Array) return read(json);
            T[] elements = [.. json.EnumerateArray().Select(read)];
            return shape is null ? Tensor.Create(elements, [elements.Length]) : Tensor.Create(elements, Checked(shape, elements.Length));
        }

        private static nint[] Checked(nint[] shape, int count)
        {
            var product = (UInt128)1;
            foreach (var length in shape)
            {
                if (length < 0 || (length > 0 && (product *= (ulong)length) > int.MaxValue)) throw Wrong();
            }

            return (shape.Contains(0) ? 0 : (int)product) == count ? shape : throw Wrong();

            FormatException Wrong() => new($"a tensor of the shape [{string.Join(", ", shape)}] has not {count} elements");
        }

        private static void WriteShape(Utf8JsonWriter json, ReadOnlySpan<nint> lengths)
        {
            json.WritePropertyName(ShapeKey);
            json.WriteStartArray();
            foreach (var length in lengths) json.WriteNumberValue((long)length);
            json.WriteEndArray();
        }
    }
}
