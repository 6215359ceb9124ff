using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Generators.Combining;

/// <summary>Several sources in a ratio; nothing is remembered from one read to the next.</summary>
internal sealed class MixSource : ISampleSource
{
    // Tells the orders of this source from those of a pipeline with the same seed.
    private const ulong Purpose = 0x6D69_7820_736F_7572;

    private readonly ISampleSource[] _sources;
    private readonly int[] _parts;

    private MixSource(ISampleSource[] sources, int[] parts, int count) => (_sources, _parts, Count) = (sources, parts, count);

    public int Count { get; }

    public bool VariesByEpoch => true;

    /// <summary>The sources as one; they are its own from then on.</summary>
    /// <exception cref="TfaipException">A source is empty, or would have no part in an epoch; the sources are closed.</exception>
    public static MixSource Of(ISampleSource[] sources, IReadOnlyList<double> ratios, int? samplesPerEpoch)
    {
        try
        {
            var all = sources.Sum(source => (long)source.Count);
            if (samplesPerEpoch is null && all > int.MaxValue)
                throw new TfaipException($"The sources have more than {int.MaxValue} samples together; give samples_per_epoch.");
            var count = samplesPerEpoch ?? (int)all;
            var parts = MixRatios.Divide(count, ratios);
            for (var i = 0; i < sources.Length; i++)
            {
                if (sources[i].Count == 0) throw new TfaipException($"The source {i}, counted from 0, of a mix is empty.");
                if (parts[i] > 0) continue;
                throw new TfaipException(
                    $"In an epoch of {count} samples there is none of the source {i}, counted from 0: its ratio is too small. Give a "
                    + "larger samples_per_epoch.");
            }

            return new(sources, parts, count);
        }
        catch
        {
            SourceList.Close(sources);
            throw;
        }
    }

    /// <summary>The sample of the first epoch of the seed 0.</summary>
    public Sample Read(int index) => Read(index, seed: 0, epoch: 0);

    public Sample Read(int index, ulong seed, int epoch)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        var own = SampleRandom.Mix(seed ^ Purpose);

        // The places of an epoch, in a random order: the first ones are those of the first source, and so on.
        var place = new IndexPermutation(Count, own, epoch)[index];
        var i = 0;
        while (place >= _parts[i]) place -= _parts[i++];

        // The draw of this source counted over all epochs; each pass over the source has an order of its own.
        var draw = ((long)epoch * _parts[i]) + place;
        var (pass, position) = ((int)(draw / _sources[i].Count), (int)(draw % _sources[i].Count));
        var ofSource = SampleRandom.Mix(own + (ulong)i + 1);
        return _sources[i].Read(new IndexPermutation(_sources[i].Count, ofSource, pass)[position], ofSource, pass);
    }

    public void Dispose() => SourceList.Close(_sources);
}
