using System.Diagnostics;
using System.Globalization;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines.Statistics;

namespace Tfaip.Processors.Pipelines.Execution;

/// <summary>One reading of an epoch, or of the rest of one.</summary>
internal sealed class Reading : IDisposable
{
    private readonly CancellationTokenSource _cancellation;
    private readonly OrderedWindow<MadeBatch> _window;
    private readonly IEnumerator<MadeBatch>? _stream;
    private readonly PipelineMeter _meter;
    private readonly PipelineParams _parameters;
    private readonly PipelineMemory _memory;
    private long? _lastReturn;
    private int _errors;

    private Reading(
        CancellationTokenSource cancellation,
        OrderedWindow<MadeBatch> window,
        IEnumerator<MadeBatch>? stream,
        PipelineMeter meter,
        PipelineParams parameters,
        PipelineMemory memory) =>
        (_cancellation, _window, _stream, _meter, _parameters, _memory) = (cancellation, window, stream, meter, parameters, memory);

    /// <summary>Reads batches, each of which can be made on its own.</summary>
    public static Reading OfBatches(
        int first,
        int count,
        int workers,
        Func<int, CancellationToken, MadeBatch> make,
        PipelineMeter meter,
        PipelineParams parameters,
        PipelineMemory memory,
        CancellationToken cancellationToken)
    {
        var cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var token = cancellation.Token;
        var window = new OrderedWindow<MadeBatch>(
            first, count, Math.Min(workers, count), parameters.Prefetch, number => make((int)number, token), TimeProvider.System, token);
        return new(cancellation, window, null, meter, parameters, memory);
    }

    /// <summary>Reads batches that can only be made one after the other; a thread of its own runs the stream.</summary>
    public static Reading OfStream(
        Func<CancellationToken, IEnumerable<MadeBatch>> run,
        PipelineMeter meter,
        PipelineParams parameters,
        PipelineMemory memory,
        CancellationToken cancellationToken)
    {
        var cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var stream = run(cancellation.Token).GetEnumerator();
        var window = new OrderedWindow<MadeBatch>(
            0,
            long.MaxValue,
            workers: 1,
            parameters.Prefetch,
            _ => stream.MoveNext() ? stream.Current : null,
            TimeProvider.System,
            cancellation.Token);
        return new(cancellation, window, stream, meter, parameters, memory);
    }

    /// <summary>The next batch, or null after the last one.</summary>
    public Batch? Next()
    {
        while (true)
        {
            var begin = BeginWait();
            MadeBatch? made;
            try
            {
                made = _window.Next();
            }
            catch (Exception error) when (MemoryShortage.IsCause(error))
            {
                throw _memory.Explain(error);
            }

            EndWait(begin);
            if (made is null) return null;
            if (Deliver(made) is { } batch) return batch;
        }
    }

    /// <summary>The next batch, or null after the last one.</summary>
    public async ValueTask<Batch?> NextAsync()
    {
        while (true)
        {
            var begin = BeginWait();
            MadeBatch? made;
            try
            {
                made = await _window.NextAsync().ConfigureAwait(false);
            }
            catch (Exception error) when (MemoryShortage.IsCause(error))
            {
                throw _memory.Explain(error);
            }

            EndWait(begin);
            if (made is null) return null;
            if (Deliver(made) is { } batch) return batch;
        }
    }

    /// <summary>Waits for the samples in work, and ends the workers.</summary>
    public void Dispose()
    {
        _cancellation.Cancel();
        _window.Dispose();
        _stream?.Dispose();
        _cancellation.Dispose();
    }

    /// <summary>As <see cref="Dispose"/>, without blocking the caller's thread.</summary>
    public async Task EndAsync()
    {
        await _cancellation.CancelAsync().ConfigureAwait(false);
        await _window.EndAsync().ConfigureAwait(false);
        if (_stream is not null) await Task.Run(_stream.Dispose).ConfigureAwait(false);
        _cancellation.Dispose();
    }

    private long BeginWait()
    {
        var now = Stopwatch.GetTimestamp();
        if (_lastReturn is { } last) _meter.Consumed(waiting: 0, now - last);
        return now;
    }

    private void EndWait(long begin)
    {
        var now = Stopwatch.GetTimestamp();
        _meter.Consumed(now - begin, now - begin);
        _lastReturn = now;
    }

    private Batch? Deliver(MadeBatch made)
    {
        _meter.Deliver(made);
        foreach (var drop in made.Drops)
        {
            if (drop.Error is null || ++_errors <= _parameters.MaxErrors) continue;
            throw new TfaipException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{_errors} samples of the epoch failed, more than data.pipeline.max_errors, {_parameters.MaxErrors}, allows. The last "
                    + $"one: {drop.Error.Message}"),
                drop.Error);
        }

        return made.Batch;
    }
}
