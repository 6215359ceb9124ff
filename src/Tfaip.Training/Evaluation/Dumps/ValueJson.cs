using System.Globalization;
using System.Numerics;
using System.Numerics.Tensors;
using System.Text.Json;
using Tfaip.Processors.Samples;

namespace Tfaip.Training.Evaluation.Dumps;

/// <summary>
/// Values of samples in JSON, so that reading gives the same types and bits: texts, truth values, int64 (without a fraction) and float64
/// (with one) are what they are in JSON; other numbers have their type for a key, <c>{"float32": 0.5}</c>; so have tensors, with their
/// elements in row-major order, and their shape where they have not one axis: <c>{"int64": [1, 2, 3, 4], "shape": [2, 2]}</c>. Bytes are
/// <c>{"bytes": "base64"}</c>, lists of texts are lists.
/// </summary>
internal static class ValueJson
{
    private const string ShapeKey = "shape";
    private const string BytesKey = "bytes";
    private const int LongestShown = 100;
    private const int MostAxes = 64;

    private static readonly ElementJson[] Types =
        [.. Elements.All.Select(elements => elements.OfNumber(new NumberJsonFunction(elements)) ?? new TruthJson(elements))];

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

    private static JsonProperty First(JsonElement json) =>
        json.EnumerateObject().Select(property => (JsonProperty?)property).FirstOrDefault() ?? throw Unknown(json);

    private static FormatException Unknown(JsonElement json) =>
        new($"{(json.GetRawText() is { Length: > LongestShown } text ? text[..LongestShown] + "…" : json.GetRawText())} is no value of a "
            + "sample.");

    private static nint[] ShapeOf(JsonElement json) => json.GetArrayLength() <= MostAxes
        ? [.. json.EnumerateArray().Select(length => (nint)length.GetInt64())]
        : throw new FormatException($"a tensor has {json.GetArrayLength()} axes, more than {MostAxes}");

    // JSON has no word for what is not finite. A fraction says that the number is one of floating point.
    private static void WriteFloating(Utf8JsonWriter json, double value, string text)
    {
        if (!double.IsFinite(value)) json.WriteStringValue(text);
        else json.WriteRawValue(text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text, skipInputValidation: true);
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private abstract class ElementJson(string name)
    {
        public string Name => name;

        public abstract bool TryWrite(Utf8JsonWriter json, object value);

        public abstract object Read(JsonElement json, nint[]? shape);
    }

    private abstract class ElementJson<T>(string name) : ElementJson(name)
        where T : unmanaged
    {
        public override bool TryWrite(Utf8JsonWriter json, object value)
        {
            if (value is not (T or Tensor<T>)) return false;
            json.WriteStartObject();
            json.WritePropertyName(Name);
            if (value is T number)
            {
                Write(json, number);
            }
            else
            {
                var tensor = (Tensor<T>)value;
                json.WriteStartArray();
                foreach (var element in tensor) Write(json, element);
                json.WriteEndArray();
                if (tensor.Rank != 1) WriteShape(json, tensor.Lengths);
            }

            json.WriteEndObject();
            return true;
        }

        public override object Read(JsonElement json, nint[]? shape)
        {
            if (json.ValueKind != JsonValueKind.Array) return Read(json);
            T[] elements = [.. json.EnumerateArray().Select(Read)];
            return shape is null ? Tensor.Create(elements, [elements.Length]) : Tensor.Create(elements, Checked(shape, elements.Length));
        }

        protected abstract void Write(Utf8JsonWriter json, T value);

        protected abstract T Read(JsonElement json);

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

    // Rounded once, to its own type, so that the bits are those that were written.
    private sealed class NumberJson<T>(Elements elements) : ElementJson<T>(elements.Name)
        where T : unmanaged, INumber<T>
    {
        private readonly NumberStyles _style = elements.IsFloat ? NumberStyles.Float : NumberStyles.AllowLeadingSign;

        protected override void Write(Utf8JsonWriter json, T value)
        {
            var text = value.ToString(elements.IsFloat ? "R" : null, CultureInfo.InvariantCulture);
            if (elements.IsFloat) WriteFloating(json, double.CreateChecked(value), text);
            else json.WriteRawValue(text, skipInputValidation: true);
        }

        protected override T Read(JsonElement json)
        {
            var text = elements.IsFloat && json.ValueKind == JsonValueKind.String ? json.GetString()! : json.GetRawText();
            return T.TryParse(text, _style, CultureInfo.InvariantCulture, out var value)
                ? value
                : throw new FormatException($"{text} is no {Name} number");
        }
    }

    private sealed class TruthJson(Elements elements) : ElementJson<bool>(elements.Name)
    {
        protected override void Write(Utf8JsonWriter json, bool value) => json.WriteBooleanValue(value);

        protected override bool Read(JsonElement json) => json.GetBoolean();
    }

    private sealed class NumberJsonFunction(Elements elements) : INumberFunction<ElementJson>
    {
        public ElementJson Invoke<T>()
            where T : unmanaged, INumber<T> => new NumberJson<T>(elements);
    }
}
