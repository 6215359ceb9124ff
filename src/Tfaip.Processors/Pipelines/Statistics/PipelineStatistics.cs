namespace Tfaip.Processors.Pipelines.Statistics;

/// <summary>What a pipeline did from its creation on, or between two moments.</summary>
public sealed record PipelineStatistics
{
    /// <summary>The stages in their order, with what the workers did for batches that were not taken yet.</summary>
    public required IReadOnlyList<StageStatistics> Stages { get; init; }

    /// <summary>Threads that worked at once.</summary>
    public required int Workers { get; init; }

    /// <summary>Batches that the consumer took.</summary>
    public required long Batches { get; init; }

    /// <summary>The samples in them.</summary>
    public required long Samples { get; init; }

    /// <summary>How many batches there were of each size, by size.</summary>
    public required IReadOnlyDictionary<int, long> BatchSizes { get; init; }

    /// <summary>Elements of the tensors in the batches that were padded, padding included; 0 where no tensor is to be padded.</summary>
    public required long PaddedElements { get; init; }

    /// <summary>Those of them that are padding.</summary>
    public required long PaddingElements { get; init; }

    /// <summary>Samples that were left out of the batches, by processor and reason, the most frequent first.</summary>
    public required IReadOnlyList<DropCount> Dropped { get; init; }

    /// <value>The first error for which a sample was left out, with the sample named. Default: null, there was none.</value>
    public string? FirstError { get; init; }

    /// <summary>How long the consumer waited for batches.</summary>
    public required TimeSpan Waiting { get; init; }

    /// <summary>How long readings have lasted, from the first request for a batch on.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The part of the padded tensors that is padding, from 0 to 1.</summary>
    public double PaddingWaste => PaddedElements == 0 ? 0 : (double)PaddingElements / PaddedElements;

    /// <summary>The part of the time that the consumer waited, from 0 to 1.</summary>
    public double WaitingShare => Elapsed == TimeSpan.Zero ? 0 : Math.Min(1, Waiting / Elapsed);

    /// <summary>The stage that took most time; null where none was measured.</summary>
    public StageStatistics? Slowest => Stages.Where(stage => stage.Time > TimeSpan.Zero).MaxBy(stage => stage.Time);

    /// <summary>What happened since an earlier moment of the same pipeline.</summary>
    public PipelineStatistics Since(PipelineStatistics earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        var stages = Stages.Zip(earlier.Stages, (now, then) =>
            now with { Samples = now.Samples - then.Samples, Time = now.Time - then.Time }).ToList();
        return this with
        {
            Stages = WithShares(stages),
            Batches = Batches - earlier.Batches,
            Samples = Samples - earlier.Samples,
            BatchSizes = BatchSizes
                .Select(size => KeyValuePair.Create(size.Key, size.Value - earlier.BatchSizes.GetValueOrDefault(size.Key)))
                .Where(size => size.Value > 0)
                .ToDictionary(),
            PaddedElements = PaddedElements - earlier.PaddedElements,
            PaddingElements = PaddingElements - earlier.PaddingElements,
            Dropped = Dropped
                .Select(drop => drop with { Count = drop.Count - CountOf(earlier, drop) })
                .Where(drop => drop.Count > 0)
                .ToList(),
            Waiting = Waiting - earlier.Waiting,
            Elapsed = Elapsed - earlier.Elapsed,
        };
    }

    internal static IReadOnlyList<StageStatistics> WithShares(IReadOnlyList<StageStatistics> stages)
    {
        var total = stages.Aggregate(TimeSpan.Zero, (sum, stage) => sum + stage.Time);
        return [.. stages.Select(stage => stage with { Share = total == TimeSpan.Zero ? 0 : stage.Time / total })];
    }

    private static long CountOf(PipelineStatistics statistics, DropCount drop) => statistics.Dropped
        .FirstOrDefault(other => (other.Processor, other.Reason, other.IsError) == (drop.Processor, drop.Reason, drop.IsError))?.Count ?? 0;
}
