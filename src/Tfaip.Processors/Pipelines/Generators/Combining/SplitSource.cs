using System.Globalization;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Generators.Combining;

/// <summary>A part of another source: a range of a random order of its samples.</summary>
internal sealed class SplitSource : ISampleSource
{
    // Tells the order of this source from that of a pipeline with the same seed.
    private const ulong Purpose = 0x7370_6C69_7420_736F;

    private readonly ISampleSource _source;
    private readonly IndexPermutation _order;
    private readonly int _first;

    private SplitSource(ISampleSource source, ulong seed, int first, int count)
    {
        (_source, _first, Count) = (source, first, count);
        _order = new IndexPermutation(source.Count, SampleRandom.Mix(seed ^ Purpose), epoch: 0);
    }

    public int Count { get; }

    /// <summary>The part that the parameters say; the source is its own from then on.</summary>
    /// <exception cref="TfaipException">The source cannot be split; it is closed.</exception>
    public static SplitSource Of(ISampleSource source, SplitParams parameters)
    {
        try
        {
            if (source.VariesByEpoch)
            {
                throw new TfaipException(
                    "A source that has other samples in each epoch, such as a mix, cannot be split: the parts would have samples in "
                    + "common. Split the sources that are mixed.");
            }

            var held = (int)Math.Round(source.Count * parameters.Share, MidpointRounding.AwayFromZero);
            if (held == 0 || held == source.Count)
            {
                var samples = source.Count == 1 ? "1 sample" : string.Create(CultureInfo.InvariantCulture, $"{source.Count} samples");
                throw new TfaipException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"A source of {samples} cannot be split with share: {parameters.Share}, which leaves one part empty."));
            }

            return parameters.Part == SplitPart.Evaluation
                ? new(source, parameters.Seed, 0, held)
                : new(source, parameters.Seed, held, source.Count - held);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    public Sample Read(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        return _source.Read(_order[_first + index]);
    }

    public void Dispose() => _source.Dispose();
}
