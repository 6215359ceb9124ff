using System.Runtime.CompilerServices;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines.Batching;
using Tfaip.Processors.Pipelines.Sequences;
using Tfaip.Processors.Pipelines.Statistics;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Execution;

/// <summary>
/// Reads a source in batches: order, read, process, batch, collate. The batches of an epoch, their order and every byte of them are
/// a pure function of (seed, epoch); workers and prefetching change only when they are ready.
/// </summary>
/// <remarks>
/// <para>The state of the pipeline is (epoch, batch): any batch can be the first one.</para>
/// <para>
/// Where all processors map single samples and batches have one size, batch b of an epoch is made of the places
/// [b * batch size, (b + 1) * batch size) of the epoch's order, or is the batch b of an <see cref="IBatchedSource"/>: going on from
/// there costs nothing. Samples that processors drop make their batch smaller.
/// </para>
/// <para>
/// Where processors map streams, or batches depend on what is in the samples, the batches are cut from the stream of the samples
/// that are left. Going on from one makes up those before it again, on all workers and without collating them.
/// </para>
/// </remarks>
public sealed class SamplePipeline
{
    /// <summary>The batch to begin with where an epoch is over: no batch follows.</summary>
    public const int EndOfEpoch = int.MaxValue;

    private readonly PipelineParams _parameters;
    private readonly ulong _seed;
    private readonly int _workers;
    private readonly EpochOrder _order;
    private readonly SampleReader _reader;
    private readonly CollationStage _collation;
    private readonly PipelineMeter _meter;
    private readonly PipelineMemory _memory;
    private readonly StreamReading? _stream;
    private readonly EpochProbe? _probe;

    /// <summary>Creates the pipeline, and its processors.</summary>
    /// <param name="source">The samples; the caller disposes it, after the last reading has ended.</param>
    /// <param name="processors">All processors; those of other modes are left out.</param>
    /// <param name="parameters">How samples become batches.</param>
    /// <param name="mode">What the pipeline runs for.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="specs">
    /// What the tensors of a batch look like: only their free axes are padded. Default: null, every axis may be padded.
    /// </param>
    /// <exception cref="TfaipException">A processor cannot be created, or the parameters do not fit together.</exception>
    public SamplePipeline(
        ISampleSource source,
        IReadOnlyList<ProcessorParams> processors,
        PipelineParams parameters,
        PipelineMode mode,
        ulong seed,
        IReadOnlyList<TensorSpec>? specs = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(processors);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentOutOfRangeException.ThrowIfLessThan(parameters.BatchSize, 1, nameof(parameters));
        ArgumentOutOfRangeException.ThrowIfNegative(parameters.Workers, nameof(parameters));
        ArgumentOutOfRangeException.ThrowIfNegative(parameters.Prefetch, nameof(parameters));
        ArgumentOutOfRangeException.ThrowIfLessThan(parameters.Limit ?? 1, 1, nameof(parameters));
        (_parameters, _seed) = (parameters, seed);
        _workers = parameters.Workers == 0 ? Environment.ProcessorCount : parameters.Workers;
        var steps = ProcessorStep.Create(processors, mode);
        var stages = StagesOf(steps);
        _meter = new(steps, _workers);
        _order = new(source, parameters, mode);
        _reader = new(source, stages[0].Mapping!, parameters);
        _memory = new(parameters, _workers, _reader.Preload);
        _collation = new(new(parameters.Padding, specs ?? []), _meter, mode);
        if (stages.Count == 1 && parameters.Batching is null)
        {
            BatchesPerEpoch = _order.Batches;
            return;
        }

        if (source is IBatchedSource) throw MadeBySource(steps, parameters);
        var dropRemainder = parameters.DropRemainder && mode == PipelineMode.Training;
        var batcher = parameters.Batching?.Create(parameters.BatchSize, dropRemainder)
            ?? new SizeBatcher(parameters.BatchSize, dropRemainder);
        var samples = steps.Select(step => step.Processor).OfType<SequenceProcessor>()
            .Aggregate((long)_order.Count, (count, processor) => processor.EstimateCount(count));
        BatchesPerEpoch = (int)Math.Min(batcher.EstimateBatches(samples), EndOfEpoch - 1);
        _stream = new(_reader, _order, stages[1..], batcher, _collation, _meter, parameters);

        // What is only tried is not counted.
        var tried = new StreamReading(_reader, _order, stages[1..], batcher, _collation, new(steps, _workers), parameters);
        _probe = new(count => tried.First(count, new(seed, 0), _workers, CancellationToken.None), batcher, _order.Count);
    }

    /// <summary>
    /// How many batches an epoch has. Exactly, where all processors map single samples and batches have one size, unless a processor
    /// drops every sample of a batch; else a rough guess that costs nothing, see <see cref="MeasureEpoch"/>.
    /// </summary>
    public int BatchesPerEpoch { get; }

    /// <summary>How many samples have been left out of the batches read so far.</summary>
    public long Dropped => _meter.Dropped;

    /// <summary>What the pipeline has done so far.</summary>
    public PipelineStatistics Statistics => _meter.Read();

    /// <summary>
    /// Says how many batches an epoch has. Where that depends on what is in the samples, it reads and processes some hundreds of them, the
    /// first of epoch 0, and sees what batches they make; they are not collated. What it finds is a function of the samples and the seed,
    /// whatever the number of workers.
    /// </summary>
    /// <exception cref="TfaipException">A sample could not be read or processed.</exception>
    public EpochSize MeasureEpoch()
    {
        if (_probe is not null) return _probe.Measure();
        var isMade = _order.Count > 0 && !_order.HasEqualBatches;
        return new(BatchesPerEpoch, isMade ? (double)_order.Count / BatchesPerEpoch : _parameters.BatchSize, IsExact: true);
    }

    /// <summary>Reads an epoch, or the rest of one.</summary>
    /// <param name="epoch">The epoch, from 0: it seeds the order and the random processors.</param>
    /// <param name="firstBatch">
    /// The number of the batch to begin with; the batches are those that a whole epoch has from there on. None follow
    /// <see cref="EndOfEpoch"/>, or <see cref="BatchesPerEpoch"/> where that is exact.
    /// </param>
    /// <param name="cancellationToken">Ends the reading after the samples in work.</param>
    /// <exception cref="TfaipException">
    /// A sample could not be read, processed or collated. It comes in the place of its batch; to a consumer that takes half a second
    /// or longer for the batches before, in the place of one of them.
    /// </exception>
    public IAsyncEnumerable<Batch> ReadAsync(int epoch, int firstBatch = 0, CancellationToken cancellationToken = default)
    {
        Check(epoch, firstBatch);
        return Iterate(epoch, firstBatch, cancellationToken);

        async IAsyncEnumerable<Batch> Iterate(int epoch, int firstBatch, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            if (Open(epoch, firstBatch, cancellationToken) is not { } reading) yield break;
            try
            {
                while (await reading.NextAsync().ConfigureAwait(false) is { } batch) yield return batch;
            }
            finally
            {
                await reading.EndAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>As <see cref="ReadAsync"/>, for a consumer that stays on its thread and waits there for the next batch.</summary>
    /// <param name="epoch">The epoch, from 0: it seeds the order and the random processors.</param>
    /// <param name="firstBatch">The number of the batch to begin with.</param>
    /// <param name="cancellationToken">Ends the reading after the samples in work.</param>
    /// <exception cref="TfaipException">A sample could not be read, processed or collated.</exception>
    public IEnumerable<Batch> Read(int epoch, int firstBatch = 0, CancellationToken cancellationToken = default)
    {
        Check(epoch, firstBatch);
        return Iterate();

        IEnumerable<Batch> Iterate()
        {
            using var reading = Open(epoch, firstBatch, cancellationToken);
            while (reading?.Next() is { } batch) yield return batch;
        }
    }

    private static List<StreamReading.Stage> StagesOf(ProcessorStep[] steps)
    {
        var stages = new List<StreamReading.Stage>();
        var rest = steps.AsSpan();
        while (true)
        {
            var length = rest.Length;
            for (var i = 0; i < rest.Length && length == rest.Length; i++)
            {
                if (rest[i].Processor is SequenceProcessor) length = i;
            }

            if (length > 0 || stages.Count == 0) stages.Add(new(null, new MappingStage(rest[..length].ToArray())));
            if (length == rest.Length) return stages;
            stages.Add(new(rest[length], null));
            rest = rest[(length + 1)..];
        }
    }

    private static TfaipException MadeBySource(ProcessorStep[] steps, PipelineParams parameters) => new(
        parameters.Batching is not null
            ? "The generator makes the batches itself: data.pipeline.batching must be left out."
            : "The generator makes the batches itself, so that no processor may change their number: leave out "
                + $"'{steps.First(step => step.Processor is SequenceProcessor).Name}'.");

    private void Check(int epoch, int firstBatch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        ArgumentOutOfRangeException.ThrowIfNegative(firstBatch);
        if (_stream is null && firstBatch != EndOfEpoch) ArgumentOutOfRangeException.ThrowIfGreaterThan(firstBatch, BatchesPerEpoch);
    }

    // Null where no batch is left.
    private Reading? Open(int epoch, int firstBatch, CancellationToken cancellationToken)
    {
        var seed = new EpochSeed(_seed, epoch);
        if (firstBatch == EndOfEpoch) return null;
        if (_stream is not null)
        {
            return Reading.OfStream(
                token => _stream.Run(seed, firstBatch, _workers, token), _meter, _parameters, _memory, cancellationToken);
        }

        if (firstBatch == BatchesPerEpoch) return null;
        var order = _order.Of(seed);
        return Reading.OfBatches(
            firstBatch,
            BatchesPerEpoch - firstBatch,
            _workers,
            (number, token) => Make(number, order, seed, token),
            _meter,
            _parameters,
            _memory,
            cancellationToken);
    }

    private MadeBatch Make(int number, EpochOrder.Epoch order, EpochSeed seed, CancellationToken cancellationToken)
    {
        var work = new WorkMeter(_meter.Stages);
        var (samples, drops, error) = _reader.Read(order.Batch(number), seed, work, cancellationToken);
        _meter.Add(work);
        if (error is not null) throw error;
        return samples.Count == 0 ? new(null, drops, default) : _collation.Make(samples, number, drops);
    }
}
