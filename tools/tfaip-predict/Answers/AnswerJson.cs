using System.Buffers;
using System.Globalization;
using System.Numerics.Tensors;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tfaip.Processors.Samples;

namespace Tfaip.Predict.Answers;

/// <summary>
/// An answer as one line of JSON: the input's name, then the outputs sorted by name. Numbers have the fewest digits that read back to the
/// same bits; infinities and NaN, which JSON does not have, are strings; tensors are arrays with a level for each axis.
/// </summary>
internal static class AnswerJson
{
    private static readonly JsonWriterOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The line, without its end.</summary>
    public static string Write(string input, SampleValues outputs)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Format))
        {
            writer.WriteStartObject();
            writer.WriteString("input", input);
            foreach (var (name, value) in outputs)
            {
                // The name of the input comes first and is the line's own.
                writer.WritePropertyName(name == "input" ? "output.input" : name);
                Write(writer, value);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, object value)
    {
        switch (value)
        {
            case string text: writer.WriteStringValue(text); break;
            case byte[] bytes: writer.WriteBase64StringValue(bytes); break;
            case bool truth: writer.WriteBooleanValue(truth); break;
            case float number: WriteFloat(writer, float.IsFinite(number), number); break;
            case double number: WriteFloat(writer, double.IsFinite(number), number); break;
            case Half number: WriteFloat(writer, Half.IsFinite(number), number); break;
            case byte or sbyte or short or int or long:
                writer.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case Tensor<float> tensor: WriteTensor(writer, tensor); break;
            case Tensor<double> tensor: WriteTensor(writer, tensor); break;
            case Tensor<Half> tensor: WriteTensor(writer, tensor); break;
            case Tensor<byte> tensor: WriteTensor(writer, tensor); break;
            case Tensor<sbyte> tensor: WriteTensor(writer, tensor); break;
            case Tensor<short> tensor: WriteTensor(writer, tensor); break;
            case Tensor<int> tensor: WriteTensor(writer, tensor); break;
            case Tensor<long> tensor: WriteTensor(writer, tensor); break;
            case Tensor<bool> tensor: WriteTensor(writer, tensor); break;
            default: throw new NotSupportedException($"An output is of the type {value.GetType()}, which samples do not have.");
        }
    }

    private static void WriteFloat(Utf8JsonWriter writer, bool isFinite, IFormattable number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        if (isFinite)
        {
            writer.WriteRawValue(text);
        }
        else
        {
            writer.WriteStringValue(text);
        }
    }

    private static void WriteTensor<T>(Utf8JsonWriter writer, Tensor<T> tensor)
        where T : notnull
    {
        WriteAxis(writer, Dense.Elements(tensor), tensor.Lengths);
    }

    private static void WriteAxis<T>(Utf8JsonWriter writer, ReadOnlySpan<T> elements, ReadOnlySpan<nint> lengths)
        where T : notnull
    {
        if (lengths.IsEmpty)
        {
            Write(writer, elements[0]);
            return;
        }

        writer.WriteStartArray();
        var length = lengths[0] == 0 ? 0 : elements.Length / (int)lengths[0];
        for (var i = 0; i < lengths[0]; i++) WriteAxis(writer, elements.Slice(i * length, length), lengths[1..]);
        writer.WriteEndArray();
    }
}
