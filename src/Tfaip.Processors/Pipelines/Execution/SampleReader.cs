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

    // Written once for each index and epoch by the worker whose sample it is; several readings at once write equal entries.
    private readonly KeptSample?[]? _kept;

    /// <summary>Creates the reader.</summary>
    /// <param name="source">The source.</param>
    /// <param name="stage">The first processors.</param>
    /// <param name="parameters">Whether to keep samples, and what to do about errors.</param>
    public SampleReader(ISampleSource source, MappingStage stage, PipelineParams parameters)
    {
        (_source, _stage, _policy) = (source, stage, parameters.OnError);
        if (parameters.Preload && !source.VariesByEpoch) _kept = new KeptSample?[source.Count];
    }

    /// <summary>Reads and processes samples.</summary>
    public ProcessedSamples Read(IReadOnlyList<int> indices, EpochSeed seed, WorkMeter meter, CancellationToken cancellationToken)
    {
        var result = new ProcessedSamples(new(indices.Count), []);
        for (var i = 0; i < indices.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            meter.Begin();
            var sample = Read(indices[i], seed, meter, out var drop);
            meter.End();
            if (sample is not null) result.Samples.Add(sample);
            else result.Drops.Add(Accept(drop!, _policy));
        }

        return result;
    }

    /// <summary>A drop that is to be counted, or an error that is to be thrown.</summary>
    public static SampleDrop Accept(SampleDrop drop, ErrorPolicy policy) =>
        drop.Error is { } error && policy == ErrorPolicy.Fail ? throw error : drop;

    private Sample? Read(int index, EpochSeed seed, WorkMeter meter, out SampleDrop? drop)
    {
        if (_kept is not null && Volatile.Read(ref _kept[index]) is { } kept) return _stage.Resume(kept, seed, index, meter, out drop);
        var sample = ReadSource(index, seed, out drop);
        meter.Completed(0);
        if (sample is null) return null;
        if (_kept is null) return _stage.Process(sample, seed, index, meter, out drop);
        var processed = _stage.ProcessAndKeep(sample, seed, index, meter, out drop, out var keep);
        if (keep is not null) Volatile.Write(ref _kept[index], keep);
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
        catch (Exception cause) when (cause is not OperationCanceledException)
        {
            var explained = ErrorText.Explain(cause);
            drop = new("source", explained, cause as TfaipException ?? new($"Sample {index} could not be read: {explained}", cause));
            return null;
        }

        if (sample.DropReason is not { } reason) return sample;
        drop = DroppedBySource with { Reason = reason };
        return null;
    }
}
