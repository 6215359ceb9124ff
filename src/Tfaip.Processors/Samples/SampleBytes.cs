namespace Tfaip.Processors.Samples;

/// <summary>How much memory samples take, about.</summary>
internal static class SampleBytes
{
    // The header of an object, and its share of the list that names it.
    private const long Overhead = 64;

    /// <summary>The bytes of a sample's values.</summary>
    public static long Of(Sample sample) => Of(sample.Inputs) + Of(sample.Targets) + Of(sample.Outputs) + Of(sample.Meta);

    private static long Of(SampleValues values)
    {
        var sum = Overhead;
        foreach (var (_, value) in values.Entries) sum += Overhead + Of(value);
        return sum;
    }

    private static long Of(object value) => value switch
    {
        string text => sizeof(char) * (long)text.Length,
        byte[] bytes => bytes.LongLength,
        IEnumerable<object> items => items.Sum(item => Overhead + Of(item)),
        _ => Elements.IsTensor(value, out var elements) ? elements.BytesOf(value) : 0,
    };
}
