using System.Globalization;
using System.Numerics.Tensors;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Inference.Inputs;

/// <summary>Makes a sample of what an application hands to <see cref="Predictor.Predict(object)"/>.</summary>
/// <param name="names">The inputs that pre-processing wants.</param>
internal sealed class RawInput(IReadOnlyList<string> names)
{
    // Longer strings are texts, not paths; messages would drown in them.
    private const int LongestSource = 200;

    /// <param name="input">The input.</param>
    /// <param name="index">Its place among the inputs of the call, from 0.</param>
    public Sample ToSample(object? input, long index) => input is SourcedInput named
        ? ToSample(named.Value, named.Source).WithMeta(Sample.SourceKey, named.Source)
        : ToSample(input, string.Create(CultureInfo.InvariantCulture, $"input {index + 1}"));

    private Sample ToSample(object? input, string place) => input switch
    {
        null => throw new TfaipException($"{place} is null."),
        Sample sample => sample.Meta.ContainsKey(Sample.SourceKey) ? sample : sample.WithMeta(Sample.SourceKey, place),
        IEnumerable<KeyValuePair<string, object>> values => Named(values).WithMeta(Sample.SourceKey, place),
        _ => new Sample().WithInput(SingleName(place), ToValue(input)).WithMeta(Sample.SourceKey, SourceOf(input, place)),
    };

    private static string SourceOf(object input, string place) =>
        input is string { Length: > 0 and <= LongestSource } text && !text.Any(char.IsControl) ? text : place;

    private static Sample Named(IEnumerable<KeyValuePair<string, object>> values) =>
        values.Aggregate(new Sample(), (sample, value) => sample.WithInput(value.Key, ToValue(value.Value)));

    // To the runtime arrays of signed and of unsigned numbers are of one type: the pattern sbyte[] takes a byte[] too.
    private static object ToValue(object value) => value switch
    {
        float[] row => ToTensor(row),
        double[] row => ToTensor(row),
        Half[] row => ToTensor(row),
        sbyte[] row when value.GetType() == typeof(sbyte[]) => ToTensor(row),
        short[] row when value.GetType() == typeof(short[]) => ToTensor(row),
        int[] row when value.GetType() == typeof(int[]) => ToTensor(row),
        long[] row when value.GetType() == typeof(long[]) => ToTensor(row),
        bool[] row => ToTensor(row),
        ReadOnlyMemory<byte> bytes => bytes.ToArray(),
        Memory<byte> bytes => bytes.ToArray(),
        _ => value,
    };

    private static Tensor<T> ToTensor<T>(T[] row) => Tensor.Create((T[])row.Clone(), [row.Length]);

    private string SingleName(string place) => names.Count == 1
        ? names[0]
        : throw new TfaipException(
            $"{place} is one value, but the model has the inputs {string.Join(", ", names)}; give a dictionary with a value for each.");
}
