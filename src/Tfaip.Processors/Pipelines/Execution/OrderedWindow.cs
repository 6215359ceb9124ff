using System.Runtime.ExceptionServices;

namespace Tfaip.Processors.Pipelines.Execution;

/// <summary>
/// Computes numbered results on threads of its own and gives them out in the order of their numbers, only a bounded number of
/// them ahead of the consumer.
/// </summary>
/// <remarks>
/// Workers take the numbers one after the other, none further ahead than the window reaches. A result that failed is thrown in its
/// place; where the consumer is slow, <see cref="Grace"/> after it failed, before the results that wait in front of it.
/// </remarks>
/// <typeparam name="T">The type of a result.</typeparam>
internal sealed class OrderedWindow<T> : IDisposable
    where T : class
{
    private readonly Func<long, T?> _compute;
    private readonly CancellationToken _cancellationToken;
    private readonly TimeProvider _clock;

    // All below is read and written under the gate, but for the slot of a number, which belongs to the worker that took it until it
    // says that it is done.
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _room;
    private readonly ManualResetEventSlim _isReady = new(false);
    private readonly Slot[] _slots;
    private readonly Task[] _workers;
    private long _next;
    private long _taken;
    private long _end;
    private int _parked;
    private bool _isClosed;
    private long? _failedAt;
    private TaskCompletionSource? _waiter;

    /// <summary>Starts the workers.</summary>
    /// <param name="first">The number of the first result.</param>
    /// <param name="count">How many results there are at most; a computation that gives null ends them before.</param>
    /// <param name="workers">How many threads compute.</param>
    /// <param name="prefetch">How many finished results may wait, besides one for each worker.</param>
    /// <param name="compute">Computes the result of a number; several at once.</param>
    /// <param name="clock">The clock of failures.</param>
    /// <param name="cancellationToken">Ends the workers.</param>
    public OrderedWindow(
        long first,
        long count,
        int workers,
        int prefetch,
        Func<long, T?> compute,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        (_compute, _clock, _cancellationToken) = (compute, clock, cancellationToken);
        (_next, _taken, _end) = (first, first, first + count);
        _slots = new Slot[workers + prefetch];
        _room = new(0);
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

    /// <summary>How long a failure waits for the results before it to be taken.</summary>
    public static TimeSpan Grace { get; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The next result, or null after the last one; blocks until it is there. One call at a time.</summary>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public T? Next()
    {
        T? result;
        while (!TryTake(out result, isAsync: false)) _isReady.Wait(_cancellationToken);
        return result;
    }

    /// <summary>The next result, or null after the last one. One call at a time.</summary>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public ValueTask<T?> NextAsync() => TryTake(out var result, isAsync: true) ? new(result) : WaitAsync();

    /// <summary>
    /// Waits for the workers' end. Whoever disposes before the last result cancels first, or the pending work is done.
    /// </summary>
    public void Dispose()
    {
        Close();
        Task.WaitAll(_workers);
        Release();
    }

    /// <summary>As <see cref="Dispose"/>, without blocking a thread.</summary>
    public async Task EndAsync()
    {
        Close();
        await Task.WhenAll(_workers).ConfigureAwait(false);
        Release();
    }

    private async ValueTask<T?> WaitAsync()
    {
        T? result;
        do
        {
            Task ready;
            lock (_gate) ready = _waiter?.Task ?? Task.CompletedTask;
            await ready.WaitAsync(_cancellationToken).ConfigureAwait(false);
        }
        while (!TryTake(out result, isAsync: true));

        return result;
    }

    // False where the result is not there yet; then the event, or a task, tells of it.
    private bool TryTake(out T? result, bool isAsync)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (_taken >= _end)
            {
                result = null;
                return true;
            }

            ref var slot = ref _slots[_taken % _slots.Length];
            if (_failedAt is { } time && _clock.GetElapsedTime(time) >= Grace && FirstFailure() is { } failure) failure.Throw();
            if (!slot.IsDone)
            {
                if (isAsync) _waiter = new(TaskCreationOptions.RunContinuationsAsynchronously);
                else _isReady.Reset();
                result = null;
                return false;
            }

            var (value, error) = (slot.Value, slot.Error);
            slot = default;
            _taken++;
            if (_parked > 0)
            {
                _parked--;
                _room.Release();
            }

            error?.Throw();
            if (value is null) _end = _taken;
            result = value;
            return true;
        }
    }

    // The first in order, so that the same sample is named for any number of workers; null while one before it is in work.
    private ExceptionDispatchInfo? FirstFailure()
    {
        for (var number = _taken; number < _end; number++)
        {
            ref var slot = ref _slots[number % _slots.Length];
            if (!slot.IsDone) return null;
            if (slot.Error is { } error) return error;
        }

        return null;
    }

    private void Work()
    {
        while (Claim() is { } number)
        {
            T? value = null;
            ExceptionDispatchInfo? error = null;
            try
            {
                value = _compute(number);
            }
#pragma warning disable CA1031 // Whatever the computation throws is thrown where its result is asked for.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                error = ExceptionDispatchInfo.Capture(exception);
            }

            Publish(number, value, error);
        }
    }

    // The next number, or null where there is nothing left to do.
    private long? Claim()
    {
        while (true)
        {
            lock (_gate)
            {
                if (_cancellationToken.IsCancellationRequested || _next >= _end) return null;
                if (_next < _taken + _slots.Length) return _next++;
                if (_isClosed) return null;
                _parked++;
            }

            _room.Wait();
        }
    }

    private void Publish(long number, T? value, ExceptionDispatchInfo? error)
    {
        lock (_gate)
        {
            _slots[number % _slots.Length] = new(true, value, error);

            // Nothing after a failure or the end is asked for, so nothing more needs to be begun.
            if (value is null) _end = Math.Min(_end, number + 1);
            if (error is not null) _failedAt ??= _clock.GetTimestamp();
            if (value is null) Unpark();
            if (number != _taken) return;
            _isReady.Set();
            _waiter?.TrySetResult();
            _waiter = null;
        }
    }

    private void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            Unpark();
        }
    }

    private void Unpark()
    {
        if (_parked > 0) _room.Release(_parked);
        _parked = 0;
    }

    private void Release()
    {
        _room.Dispose();
        _isReady.Dispose();
    }

    private record struct Slot(bool IsDone, T? Value, ExceptionDispatchInfo? Error);
}
