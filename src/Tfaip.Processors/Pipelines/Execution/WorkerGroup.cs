using System.Runtime.ExceptionServices;

namespace Tfaip.Processors.Pipelines.Execution;

/// <summary>Threads that several stages of one reading share: each stage hands out pieces of work and gets the results in order.</summary>
internal sealed class WorkerGroup : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<Job> _jobs = new();
    private readonly SemaphoreSlim _available = new(0);
    private readonly CancellationToken _cancellationToken;
    private readonly Task[] _workers;
    private bool _isClosed;

    /// <summary>Starts the workers.</summary>
    /// <param name="workers">How many threads.</param>
    /// <param name="cancellationToken">Cancels work that has not begun.</param>
    public WorkerGroup(int workers, CancellationToken cancellationToken)
    {
        _cancellationToken = cancellationToken;
        _workers = new Task[workers];
        for (var i = 0; i < workers; i++)
        {
            _workers[i] = Task.Factory.StartNew(
                Work,
                CancellationToken.None,
                TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach,
                TaskScheduler.Default);
        }
    }

    /// <summary>How many threads there are.</summary>
    public int Count => _workers.Length;

    /// <summary>Computes something for every element, in parallel, and gives the results in the order of the elements.</summary>
    /// <param name="source">The elements; enumerated by whoever enumerates the results.</param>
    /// <param name="compute">The computation.</param>
    /// <param name="ahead">How many elements are handed out at once, at most.</param>
    public IEnumerable<TResult> Map<TSource, TResult>(IEnumerable<TSource> source, Func<TSource, TResult> compute, int ahead)
    {
        using var elements = source.GetEnumerator();
        var pending = new Queue<Job<TSource, TResult>>();
        var (hasMore, error) = (true, default(ExceptionDispatchInfo));
        while (true)
        {
            // What is finished is given out before more is asked for: the first result does not wait for a full window.
            while (hasMore && pending.Count < ahead && !(pending.TryPeek(out var first) && first.IsDone))
            {
                hasMore = Delayed.MoveNext(elements, out error);
                if (!hasMore) break;
                var job = new Job<TSource, TResult>(elements.Current, compute);
                pending.Enqueue(job);
                Post(job);
            }

            // What was handed out before the source failed comes before its error.
            if (pending.TryDequeue(out var head))
            {
                yield return head.Wait();
                continue;
            }

            error?.Throw();
            yield break;
        }
    }

    /// <summary>Waits for the work that has begun; the rest is cancelled.</summary>
    public void Dispose()
    {
        lock (_gate) _isClosed = true;
        _available.Release(_workers.Length);
        Task.WaitAll(_workers);
        while (_jobs.TryDequeue(out var job)) job.Cancel();
        _available.Dispose();
    }

    private void Post(Job job)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        lock (_gate) _jobs.Enqueue(job);
        _available.Release();
    }

    private void Work()
    {
        while (true)
        {
            _available.Wait();
            Job? job;
            lock (_gate)
            {
                if (_isClosed) return;
                job = _jobs.Dequeue();
            }

            if (_cancellationToken.IsCancellationRequested) job.Cancel();
            else job.Run();
        }
    }
}
