using System.Diagnostics;
using Tfaip.Processors.Pipelines.Batching;
using Tfaip.Processors.Pipelines.Statistics;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Execution;

/// <summary>
/// The batches of an epoch whose samples go through processors of streams, or are batched by what they are. Whoever enumerates them
/// runs those processors; workers do everything else: they read, map and collate pieces whose results come back in order. So the
/// batches do not depend on the number of workers.
/// </summary>
internal sealed class StreamReading
{
    private const int LargestPiece = 32;

    private readonly SampleReader _reader;
    private readonly EpochOrder _order;
    private readonly IReadOnlyList<Stage> _stages;
    private readonly Batcher _batcher;
    private readonly CollationStage _collation;
    private readonly PipelineMeter _meter;
    private readonly ErrorPolicy _policy;
    private readonly int _pieceSize;

    /// <summary>Creates what all readings have in common.</summary>
    /// <param name="reader">Reads and runs the first processors.</param>
    /// <param name="order">The order of the source's samples.</param>
    /// <param name="stages">The other processors.</param>
    /// <param name="batcher">Makes batches of the processed samples.</param>
    /// <param name="collation">Stacks the samples of a batch.</param>
    /// <param name="meter">Measures.</param>
    /// <param name="parameters">How samples become batches.</param>
    public StreamReading(
        SampleReader reader,
        EpochOrder order,
        IReadOnlyList<Stage> stages,
        Batcher batcher,
        CollationStage collation,
        PipelineMeter meter,
        PipelineParams parameters)
    {
        (_reader, _order, _stages, _batcher, _collation, _meter) = (reader, order, stages, batcher, collation, meter);
        _policy = parameters.OnError;
        _pieceSize = Math.Min(parameters.BatchSize, LargestPiece);
    }

    /// <summary>The batches of an epoch from one on. Those before it are made up again, but not collated.</summary>
    public IEnumerable<MadeBatch> Run(EpochSeed seed, int firstBatch, int workers, CancellationToken cancellationToken)
    {
        using var group = new WorkerGroup(workers, cancellationToken);
        var drops = new List<SampleDrop>();
        var samples = Process(_order.Of(seed).Pieces(_pieceSize), seed, group, drops, cancellationToken);
        foreach (var made in group.Map(Numbered(samples, drops, firstBatch), Collate, workers)) yield return made;
        if (drops.Count > 0) yield return new MadeBatch(null, [.. drops], default);

        MadeBatch Collate(NumberedSamples batch) => _collation.Make(batch.Samples, batch.Number, batch.Drops);
    }

    /// <summary>What the first samples of an epoch become, as they come to the batches. Drops go nowhere.</summary>
    public IEnumerable<Sample> First(int count, EpochSeed seed, int workers, CancellationToken cancellationToken)
    {
        using var group = new WorkerGroup(workers, cancellationToken);
        var pieces = _order.Of(seed).Pieces(_pieceSize, count);
        foreach (var sample in Process(pieces, seed, group, [], cancellationToken)) yield return sample;
    }

    private IEnumerable<Sample> Process(
        IEnumerable<IReadOnlyList<int>> pieces, EpochSeed seed, WorkerGroup group, List<SampleDrop> drops, CancellationToken cancellationToken)
    {
        var ahead = 2 * group.Count;
        var samples = Flatten(group.Map(pieces, Read, ahead), drops);
        foreach (var stage in _stages)
        {
            samples = stage.Sequence is { } sequence
                ? new SequenceRun(sequence, _meter, drops).Of(samples, seed)
                : Flatten(group.Map(Pieces(samples), piece => Map(stage.Mapping!, piece), ahead), drops);
        }

        return samples;

        ProcessedSamples Read(IReadOnlyList<int> indices) => Measured(work => _reader.Read(indices, seed, work, cancellationToken));

        ProcessedSamples Map(MappingStage stage, Piece piece) => Measured(work =>
        {
            var result = new ProcessedSamples(new(piece.Samples.Count), []);
            foreach (var (i, sample) in piece.Samples.Index())
            {
                cancellationToken.ThrowIfCancellationRequested();
                work.Begin();
                var processed = stage.Process(sample, seed, piece.First + i, work, out var drop);
                work.End();
                if (processed is not null) result.Samples.Add(processed);
                else result.Drops.Add(SampleReader.Accept(drop!, _policy));
            }

            return result;
        });
    }

    private static IEnumerable<Sample> Flatten(IEnumerable<ProcessedSamples> pieces, List<SampleDrop> drops)
    {
        foreach (var piece in pieces)
        {
            drops.AddRange(piece.Drops);
            foreach (var sample in piece.Samples) yield return sample;
        }
    }

    private IEnumerable<Piece> Pieces(IEnumerable<Sample> samples)
    {
        var first = 0L;
        foreach (var piece in samples.Chunk(_pieceSize))
        {
            yield return new(first, piece);
            first += piece.Length;
        }
    }

    private IEnumerable<NumberedSamples> Numbered(IEnumerable<Sample> samples, List<SampleDrop> drops, int firstBatch)
    {
        var number = 0;
        var begin = Stopwatch.GetTimestamp();
        var feed = new Feed(samples);
        foreach (var batch in _batcher.Batch(feed))
        {
            _meter.Add(_meter.Batching, batch.Count, Stopwatch.GetTimestamp() - begin - feed.TakeTicks());
            if (number >= firstBatch) yield return new(number, batch, [.. drops]);
            drops.Clear();
            number++;
            begin = Stopwatch.GetTimestamp();
        }
    }

    private ProcessedSamples Measured(Func<WorkMeter, ProcessedSamples> compute)
    {
        var work = new WorkMeter(_meter.Stages);
        var result = compute(work);
        _meter.Add(work);
        return result;
    }

    /// <summary>Processors that follow each other: one of streams, or some of single samples.</summary>
    internal sealed record Stage(ProcessorStep? Sequence, MappingStage? Mapping);

    private sealed record Piece(long First, IReadOnlyList<Sample> Samples);

    private sealed record NumberedSamples(int Number, IReadOnlyList<Sample> Samples, IReadOnlyList<SampleDrop> Drops);
}
