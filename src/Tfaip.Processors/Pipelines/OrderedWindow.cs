using System.Runtime.ExceptionServices;
using System.Threading.Channels;

namespace Tfaip.Processors.Pipelines;

/// <summary>
/// Computes numbered results on threads of its own and gives them out in the order of their numbers, only a bounded number of
/// them ahead of the consumer.
/// </summary>
/// <remarks>
/// The consumer hands out the work: each time it asks for a result, it first fills the window. No other task keeps the order,
/// and a consumer that stops asking stops the workers once the window is full.
/// </remarks>
/// <typeparam name="T">The type of a result.</typeparam>
internal sealed class OrderedWindow<T> : IAsyncDisposable
    where T : class
{
    private readonly Func<int, T> _compute;
    private readonly CancellationToken _cancellationToken;
    private readonly int _end;
    private readonly int _size;
    private readonly Channel<Work> _work;
    private readonly Queue<Work> _pending = new();
    private readonly Task[] _workers;
    private int _next;

    /// <summary>Starts the workers.</summary>
    /// <param name="first">The number of the first result.</param>
    /// <param name="count">How many results there are.</param>
    /// <param name="workers">How many threads compute.</param>
    /// <param name="prefetch">How many finished results may wait, besides one for each worker.</param>
    /// <param name="compute">Computes the result of a number; several at once.</param>
    /// <param name="cancellationToken">Ends the workers.</param>
    public OrderedWindow(
        int first, int count, int workers, int prefetch, Func<int, T> compute, CancellationToken cancellationToken)
    {
        _compute = compute;
        _cancellationToken = cancellationToken;
        _next = first;
        _end = first + count;
        _size = workers + prefetch;

        // A worker waits by blocking its own thread, so all that runs synchronously in a writer is the waking of that thread;
        // without it, waking would need a thread of the pool, which the application may have used up.
        _work = Channel.CreateUnbounded<Work>(
            new UnboundedChannelOptions { SingleWriter = true, AllowSynchronousContinuations = true });
        _workers = new Task[workers];
        for (var i = 0; i < workers; i++)
        {
            _workers[i] = Task.Factory.StartNew(
                RunWorker,
                CancellationToken.None,
                TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach,
                TaskScheduler.Default);
        }
    }

    /// <summary>The next result, or null after the last one. One call at a time.</summary>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public async ValueTask<T?> NextAsync()
    {
        _cancellationToken.ThrowIfCancellationRequested();
        while (_pending.Count < _size && _next < _end)
        {
            var work = new Work(_next++);
            _pending.Enqueue(work);
            _work.Writer.TryWrite(work);
        }

        if (!_pending.TryDequeue(out var head)) return null;
        var result = await head.Completion.Task.WaitAsync(_cancellationToken).ConfigureAwait(false);
        result.Error?.Throw();
        return result.Value;
    }

    /// <summary>
    /// Waits for the workers' end. Whoever disposes before the last result cancels first, or the pending work is done.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        _work.Writer.Complete();
        await Task.WhenAll(_workers).ConfigureAwait(false);
    }

    private void RunWorker()
    {
        while (WaitForWork())
        {
            while (!_cancellationToken.IsCancellationRequested && _work.Reader.TryRead(out var work)) work.Run(_compute);
            if (_cancellationToken.IsCancellationRequested) return;
        }
    }

    private bool WaitForWork()
    {
        var waiting = _work.Reader.WaitToReadAsync(CancellationToken.None);
        return waiting.IsCompleted ? waiting.Result : waiting.AsTask().GetAwaiter().GetResult();
    }

    private sealed class Work(int index)
    {
        // Asynchronous continuations: the consumer must not go on inside a worker. A failure is a result, not a failed task:
        // nobody observes the tasks of a window that is left early.
        public TaskCompletionSource<Result> Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Run(Func<int, T> compute)
        {
            Result result;
            try
            {
                result = new Result(compute(index), null);
            }
#pragma warning disable CA1031 // Whatever the computation throws is thrown where its result is asked for.
            catch (Exception error)
#pragma warning restore CA1031
            {
                result = new Result(null, ExceptionDispatchInfo.Capture(error));
            }

            Completion.SetResult(result);
        }
    }

    private readonly record struct Result(T? Value, ExceptionDispatchInfo? Error);
}
