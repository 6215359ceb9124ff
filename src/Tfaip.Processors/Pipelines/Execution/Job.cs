using System.Runtime.ExceptionServices;

namespace Tfaip.Processors.Pipelines.Execution;

/// <summary>A piece of work for a <see cref="WorkerGroup"/>.</summary>
internal abstract class Job
{
    // What Monitor.Wait needs.
    private readonly object _end = new();
    private volatile bool _isDone;

    /// <summary>Whether the work has come to an end.</summary>
    public bool IsDone => _isDone;

    /// <summary>What went wrong.</summary>
    protected ExceptionDispatchInfo? Error { get; private set; }

    /// <summary>Does the work; an error is thrown where the result is asked for.</summary>
    public void Run()
    {
        try
        {
            Compute();
        }
#pragma warning disable CA1031 // Whatever the computation throws is thrown where its result is asked for.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Error = ExceptionDispatchInfo.Capture(error);
        }

        Finish();
    }

    /// <summary>Ends the work without doing it.</summary>
    public void Cancel()
    {
        Error = ExceptionDispatchInfo.Capture(new OperationCanceledException());
        Finish();
    }

    protected abstract void Compute();

    protected void WaitForEnd()
    {
        if (_isDone) return;
        lock (_end)
        {
            while (!_isDone) Monitor.Wait(_end);
        }
    }

    private void Finish()
    {
        lock (_end)
        {
            _isDone = true;
            Monitor.PulseAll(_end);
        }
    }
}

/// <summary>Computes something for one element.</summary>
internal sealed class Job<TSource, TResult>(TSource element, Func<TSource, TResult> compute) : Job
{
    private TResult? _result;

    /// <summary>The result, when it is there.</summary>
    public TResult Wait()
    {
        WaitForEnd();
        Error?.Throw();
        return _result!;
    }

    protected override void Compute() => _result = compute(element);
}
