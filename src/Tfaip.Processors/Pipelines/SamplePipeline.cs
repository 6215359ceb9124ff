using System.Runtime.CompilerServices;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines;

/// <summary>
/// Reads a source in batches: order, read, process, collate. The batches of an epoch, their order and every byte of them are a
/// pure function of (seed, epoch); workers and prefetching change only when they are ready.
/// </summary>
/// <remarks>
/// Batch b of an epoch is made of the places [b * batch size, (b + 1) * batch size) of the epoch's order; samples that
/// processors drop make it smaller. So the state of the pipeline is (epoch, batch), and any batch can be the first one.
/// </remarks>
public sealed class SamplePipeline
{
    private readonly ISampleSource _source;
    private readonly ProcessorChain _chain;
    private readonly PipelineParams _parameters;
    private readonly PipelineMode _mode;
    private readonly ulong _seed;
    private readonly int _count;
    private long _dropped;

    /// <summary>Creates the pipeline, and its processors.</summary>
    /// <param name="source">The samples; the caller disposes it, after the last reading has ended.</param>
    /// <param name="processors">All processors; those of other modes are left out.</param>
    /// <param name="parameters">How samples become batches.</param>
    /// <param name="mode">What the pipeline runs for.</param>
    /// <param name="seed">The run's seed.</param>
    public SamplePipeline(
        ISampleSource source, IReadOnlyList<ProcessorParams> processors, PipelineParams parameters, PipelineMode mode, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentOutOfRangeException.ThrowIfLessThan(parameters.BatchSize, 1, nameof(parameters));
        ArgumentOutOfRangeException.ThrowIfNegative(parameters.Workers, nameof(parameters));
        ArgumentOutOfRangeException.ThrowIfNegative(parameters.Prefetch, nameof(parameters));
        ArgumentOutOfRangeException.ThrowIfLessThan(parameters.Limit ?? 1, 1, nameof(parameters));
        (_source, _parameters, _mode, _seed) = (source, parameters, mode, seed);
        _chain = new ProcessorChain(processors, mode);
        _count = Math.Min(source.Count, parameters.Limit ?? int.MaxValue);
        BatchesPerEpoch = parameters.DropRemainder && mode == PipelineMode.Training
            ? _count / parameters.BatchSize
            : (int)(((long)_count + parameters.BatchSize - 1) / parameters.BatchSize);
    }

    /// <summary>How many batches an epoch has: exactly, unless a processor drops every sample of a batch.</summary>
    public int BatchesPerEpoch { get; }

    /// <summary>How many samples processors have dropped from the batches read so far.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Reads an epoch, or the rest of one.</summary>
    /// <param name="epoch">The epoch, from 0: it seeds the order and the random processors.</param>
    /// <param name="firstBatch">
    /// The number of the batch to begin with; the batches are those that a whole epoch has from there on.
    /// </param>
    /// <param name="cancellationToken">Ends the reading after the samples in work.</param>
    /// <exception cref="TfaipException">
    /// A sample could not be read, processed or collated. It comes in the place of its batch, after all batches before it.
    /// </exception>
    public IAsyncEnumerable<Batch> ReadAsync(int epoch, int firstBatch = 0, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        ArgumentOutOfRangeException.ThrowIfNegative(firstBatch);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(firstBatch, BatchesPerEpoch);
        return Read(epoch, firstBatch, cancellationToken);
    }

    private async IAsyncEnumerable<Batch> Read(
        int epoch, int firstBatch, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var batches = BatchesPerEpoch - firstBatch;
        if (batches == 0) yield break;
        var order = _parameters.Shuffle && _mode == PipelineMode.Training ? new IndexPermutation(_count, _seed, epoch) : null;
        var workers = Math.Min(_parameters.Workers == 0 ? Environment.ProcessorCount : _parameters.Workers, batches);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var token = cancellation.Token;
        var window = new OrderedWindow<Made>(
            firstBatch, batches, workers, _parameters.Prefetch, index => Make(index, epoch, order, token), token);
        try
        {
            while (await window.NextAsync().ConfigureAwait(false) is { } made)
            {
                Interlocked.Add(ref _dropped, made.Dropped);
                if (made.Batch is { } batch) yield return batch;
            }
        }
        finally
        {
            await cancellation.CancelAsync().ConfigureAwait(false);
            await window.DisposeAsync().ConfigureAwait(false);
        }
    }

    private Made Make(int index, int epoch, IndexPermutation? order, CancellationToken cancellationToken)
    {
        var start = index * _parameters.BatchSize;
        var end = Math.Min((long)start + _parameters.BatchSize, _count);
        var samples = new List<Sample>((int)(end - start));
        for (var place = start; place < end; place++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var sampleIndex = order is null ? place : order[place];
            if (_chain.Process(ReadSample(sampleIndex, epoch), _seed, epoch, sampleIndex) is { } sample) samples.Add(sample);
        }

        var dropped = (int)(end - start) - samples.Count;
        return new Made(samples.Count == 0 ? null : Collation.Collate(samples, index, _mode != PipelineMode.Prediction), dropped);
    }

    private Sample ReadSample(int index, int epoch)
    {
        try
        {
            return _source.Read(index, _seed, epoch);
        }
        catch (Exception cause) when (cause is not (OperationCanceledException or TfaipException))
        {
            throw new TfaipException($"Sample {index} could not be read: {ProcessorChain.Explain(cause)}", cause);
        }
    }

    /// <summary>A finished batch, null where every sample was dropped.</summary>
    private sealed record Made(Batch? Batch, int Dropped);
}
