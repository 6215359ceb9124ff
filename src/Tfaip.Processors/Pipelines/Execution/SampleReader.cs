using Tfaip.Parameters;
using Tfaip.Processors.Pipelines.Statistics;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Execution;

/// <summary>
/// Reads samples of the source, and runs the processors of single samples that come first. What a sample becomes depends on the
/// epoch's seed and its index alone. Safe for parallel calls.
/// </summary>
internal sealed class SampleReader
{
    private static readonly SampleDrop DroppedBySource = new("source", SampleDrop.NoReason);

    private readonly ISampleSource _source;
    private readonly MappingStage _stage;
    private readonly ErrorPolicy _policy;

    // What is kept of each sample: the sample itself where all of it is, else a KeptSample. Written once for each index and epoch by the
    // worker whose sample it is; several readings at once write equal entries.
    private readonly object?[]? _kept;

    /// <summary>Creates the reader.</summary>
    /// <param name="source">The source.</param>
    /// <param name="stage">The first processors.</param>
    /// <param name="parameters">Whether to keep samples, and what to do about errors.</param>
    /// <param name="available">Bytes that the process may have; null for what the system says.</param>
    public SampleReader(ISampleSource source, MappingStage stage, PipelineParams parameters, long? available = null)
    {
        (_source, _stage, _policy) = (source, stage, parameters.OnError);
        if (!parameters.Preload || source.VariesByEpoch) return;
        _kept = new object?[source.Count];
        Preload = new(
            Math.Min(source.Count, parameters.Limit ?? int.MaxValue), available ?? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
    }

    /// <summary>What is kept; null where nothing is.</summary>
    public PreloadMemory? Preload { get; }

    /// <summary>Reads and processes samples, up to the first that fails where that is not allowed.</summary>
    public ProcessedSamples Read(IReadOnlyList<int> indices, EpochSeed seed, WorkMeter meter, CancellationToken cancellationToken)
    {
        var result = new ProcessedSamples(new(indices.Count), []);
        for (var i = 0; i < indices.Count; i++)
        {
            // Nothing is left to do for a sample that is kept as a whole.
            if (_kept is not null && Volatile.Read(ref _kept[indices[i]]) is Sample whole)
            {
                result.Samples.Add(whole);
                continue;
            }

            cancellationToken.ThrowIfCancellationRequested();
            meter.Begin();
            var sample = Read(indices[i], seed, meter, out var drop);
            meter.End();
            if (sample is not null) result.Samples.Add(sample);
            else if (drop!.Error is { } error && _policy == ErrorPolicy.Fail) return result with { Error = error };
            else result.Drops.Add(drop);
        }

        return result;
    }

    private Sample? Read(int index, EpochSeed seed, WorkMeter meter, out SampleDrop? drop)
    {
        if (_kept is not null && Volatile.Read(ref _kept[index]) is KeptSample kept)
            return _stage.Resume(kept, seed, index, meter, out drop);
        var sample = ReadSource(index, seed, out drop);
        meter.Completed(0);
        if (sample is null) return null;
        if (_kept is null) return _stage.Process(sample, seed, index, meter, out drop);
        var processed = _stage.ProcessAndKeep(sample, seed, index, meter, out drop, out var keep);
        if (keep is null) return processed;
        var isFirst = Interlocked.Exchange(
            ref _kept[index], keep is { Drop: null } && keep.Next == _stage.Count ? keep.Sample : keep) is null;
        if (isFirst && keep.Sample is not null) Preload!.Add(SampleBytes.Of(keep.Sample));
        return processed;
    }

    private Sample? ReadSource(int index, EpochSeed seed, out SampleDrop? drop)
    {
        drop = null;
        Sample sample;
        try
        {
            sample = _source.Read(index, seed.Seed, seed.Epoch);
        }
        catch (Exception cause) when (cause is not OperationCanceledException && !MemoryShortage.IsCause(cause))
        {
            var explained = CauseText.Explain(cause);
            drop = new("source", explained, cause as TfaipException ?? new($"Sample {index} could not be read: {explained}", cause));
            return null;
        }

        if (sample.DropReason is not { } reason) return sample;
        drop = DroppedBySource with { Reason = reason };
        return null;
    }
}
