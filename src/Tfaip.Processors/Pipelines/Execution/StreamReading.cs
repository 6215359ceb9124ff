using System.Diagnostics;
using System.Runtime.ExceptionServices;
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
        var size = new PieceSize(_pieceSize);
        var samples = Process(_order.Of(seed).Pieces(size), size, seed, group, drops, cancellationToken);
        foreach (var made in group.Map(Numbered(samples, drops, firstBatch), Collate, workers)) yield return made;
        if (drops.Count > 0) yield return new MadeBatch(null, [.. drops], default);

        MadeBatch Collate(NumberedSamples batch) => _collation.Make(batch.Samples, batch.Number, batch.Drops);
    }

    /// <summary>What the first samples of an epoch become, as they come to the batches. Drops go nowhere.</summary>
    public IEnumerable<Sample> First(int count, EpochSeed seed, int workers, CancellationToken cancellationToken)
    {
        using var group = new WorkerGroup(workers, cancellationToken);
        var size = new PieceSize(_pieceSize);
        foreach (var sample in Process(_order.Of(seed).Pieces(size, count), size, seed, group, [], cancellationToken)) yield return sample;
    }

    private IEnumerable<Sample> Process(
        IEnumerable<IReadOnlyList<int>> pieces,
        PieceSize size,
        EpochSeed seed,
        WorkerGroup group,
        List<SampleDrop> drops,
        CancellationToken cancellationToken)
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

        ProcessedSamples Read(IReadOnlyList<int> indices)
        {
            var begin = Stopwatch.GetTimestamp();
            var read = Measured(work => _reader.Read(indices, seed, work, cancellationToken));
            size.Took(indices.Count, Stopwatch.GetTimestamp() - begin);
            return read;
        }

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
                else if (drop!.Error is { } error && _policy == ErrorPolicy.Fail) return result with { Error = error };
                else result.Drops.Add(drop);
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
            if (piece.Error is { } error) throw error;
        }
    }

    private IEnumerable<Piece> Pieces(IEnumerable<Sample> samples)
    {
        using var source = samples.GetEnumerator();
        for (var first = 0L; ;)
        {
            var piece = new List<Sample>(_pieceSize);
            ExceptionDispatchInfo? error = null;
            while (piece.Count < _pieceSize && Delayed.MoveNext(source, out error)) piece.Add(source.Current);
            var count = piece.Count;
            if (count > 0) yield return new(first, piece);
            error?.Throw();
            if (count < _pieceSize) yield break;
            first += count;
        }
    }

    private IEnumerable<NumberedSamples> Numbered(IEnumerable<Sample> samples, List<SampleDrop> drops, int firstBatch)
    {
        var number = 0;
        var feed = new Feed(samples);
        var timer = new StreamTimer(feed);
        timer.Begin();
        foreach (var batch in _batcher.Batch(feed))
        {
            timer.End(out var ticks);
            _meter.Add(_meter.Batching, batch.Count, ticks);
            if (number >= firstBatch) yield return new(number, batch, drops.Count == 0 ? [] : [.. drops]);
            drops.Clear();
            number++;
            timer.Begin();
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
