using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Generators.Combining;

/// <summary>Several sources, one after the other.</summary>
internal sealed class ConcatSource : ISampleSource
{
    private readonly ISampleSource[] _sources;

    // The index after the last one of each source.
    private readonly int[] _ends;

    private ConcatSource(ISampleSource[] sources)
    {
        _sources = sources;
        _ends = new int[sources.Length];
        var end = 0L;
        for (var i = 0; i < sources.Length; i++)
        {
            end += sources[i].Count;
            if (end > int.MaxValue)
                throw new TfaipException($"The sources have more than {int.MaxValue} samples together; use fewer of them.");
            _ends[i] = (int)end;
        }
    }

    public int Count => _ends[^1];

    public bool VariesByEpoch => _sources.Any(source => source.VariesByEpoch);

    /// <summary>The sources as one; they are its own from then on.</summary>
    public static ISampleSource Of(ISampleSource[] sources)
    {
        if (sources is [var only]) return only;
        try
        {
            return new ConcatSource(sources);
        }
        catch
        {
            SourceList.Close(sources);
            throw;
        }
    }

    public Sample Read(int index)
    {
        var (source, place) = Find(index);
        return source.Read(place);
    }

    public Sample Read(int index, ulong seed, int epoch)
    {
        var (source, place) = Find(index);
        return source.Read(place, seed, epoch);
    }

    public void Dispose() => SourceList.Close(_sources);

    private (ISampleSource Source, int Place) Find(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));

        // An end that is the index itself belongs to the source before; empty sources have the end of the one before them.
        var found = _ends.AsSpan().BinarySearch(index + 1);
        var source = found >= 0 ? found : ~found;
        while (source > 0 && _ends[source - 1] > index) source--;
        return (_sources[source], index - (source == 0 ? 0 : _ends[source - 1]));
    }
}
