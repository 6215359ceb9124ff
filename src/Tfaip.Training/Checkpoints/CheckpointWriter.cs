using Tfaip.Parameters;
using Tfaip.Training.Checkpoints.Snapshots;

namespace Tfaip.Training.Checkpoints;

/// <summary>
/// Writes checkpoints while training goes on, one at a time: the tensors are copied, and the copy is hashed, written, synced
/// and renamed, and older checkpoints are deleted, on another thread.
/// </summary>
/// <remarks>
/// <para>All members are called from one thread.</para>
/// <para>
/// Tensors that nothing but an optimizer step changes are copied while the next step computes its gradients, which leaves them
/// alone: <see cref="FinishCopy"/> is called before anything may change them. All others are copied before <see cref="Begin"/>
/// returns. The memory of the copy, as much as the checkpoint has on the disk, is taken once.
/// </para>
/// <para>
/// Of a large checkpoint those tensors are not copied, but written from where they are: <see cref="FinishCopy"/> waits until it is on
/// the disk.
/// </para>
/// </remarks>
internal sealed class CheckpointWriter : IDisposable
{
    // Above, the memory of a copy counts more than the time to write it.
    private const long LargestCopy = 512L << 20;

    private readonly CheckpointStore _store;
    private readonly TaskScheduler _scheduler;
    private readonly long _largestCopy;
    private readonly CheckpointImage _image = new();
    private MemoryCopies? _copies;
    private bool _isHeld;
    private Task<CheckpointOnDisk?>? _job;

    /// <summary>Creates a writer into a run directory.</summary>
    public CheckpointWriter(CheckpointStore store)
        : this(store, TaskScheduler.Default)
    {
    }

    /// <param name="store">Where checkpoints go.</param>
    /// <param name="scheduler">Says when and where they are written.</param>
    /// <param name="largestCopy">Bytes of a checkpoint up to which it is copied.</param>
    internal CheckpointWriter(CheckpointStore store, TaskScheduler scheduler, long largestCopy = LargestCopy)
    {
        ArgumentNullException.ThrowIfNull(store);
        (_store, _scheduler, _largestCopy) = (store, scheduler, largestCopy);
    }

    /// <summary>Takes the memory that checkpoints need, so that the first one does not wait for it.</summary>
    /// <param name="content">A checkpoint like those to come.</param>
    public void Prepare(CheckpointContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        CheckIdle();
        if (CheckpointImage.BytesOf(content) > _largestCopy) return;
        _image.Reserve(content);
        Start(() =>
        {
            _image.Touch();
            return null;
        });
    }

    /// <summary>Begins to write a checkpoint. The one before must have been waited for.</summary>
    public void Begin(CheckpointOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        CheckIdle();
        _isHeld = CheckpointImage.BytesOf(order.Content) > _largestCopy;
        var copies = _copies = _isHeld ? new MemoryCopies() : _image.Take(order.Content, order.SteadyWeights);
        if (_isHeld) _image.Hold(order.Content, order.SteadyWeights);
        Start(() => Write(copies, order));
    }

    /// <summary>
    /// Makes the copy complete: from now on the tensors may change. What cannot be written is thrown later, where the checkpoint is
    /// waited for.
    /// </summary>
    public void FinishCopy()
    {
        if (_copies is null) return;
        _copies.Finish();
        _copies = null;
        if (!_isHeld) return;
        if (_job is { } job) Settle(job);
        _image.Release();
    }

    /// <summary>The checkpoint that was begun, once it is on the disk; null before and after that. Waits for nothing.</summary>
    /// <exception cref="TfaipException">It cannot be written; the message names it.</exception>
    public CheckpointOnDisk? TakeWritten() => _job is { IsCompleted: true } ? Wait() : null;

    /// <summary>Waits for the checkpoint that was begun; null where there is none.</summary>
    /// <exception cref="TfaipException">It cannot be written; the message names it.</exception>
    public CheckpointOnDisk? Wait()
    {
        if (_job is not { } job) return null;
        WaitFor(job);
        return job.GetAwaiter().GetResult();
    }

    /// <summary>Waits for the checkpoint that was begun, when there is an error already.</summary>
    /// <returns>Why it could not be written, or null.</returns>
    public Exception? Settle()
    {
        if (_job is not { } job) return null;
        WaitFor(job);
        return job.Exception?.InnerException;
    }

    /// <summary>Waits for the checkpoint that was begun, and gives the memory back.</summary>
    public void Dispose()
    {
        Settle();
        _image.Dispose();
    }

    private static TfaipException CannotWrite(string path, Exception error) =>
        new($"{path}: the checkpoint cannot be written: {error.Message}", error);

    private CheckpointOnDisk Write(MemoryCopies copies, CheckpointOrder order)
    {
        copies.Finish();
        if (_image.FirstNotFinite(order.FiniteWeights) is { } name) throw order.NotFinite(name);
        try
        {
            var path = order.Retention is { } retention ? _store.Write(_image, retention) : _store.WriteBest(_image);
            return new(path, order.Content.State);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(order.Retention is null ? _store.BestPath : _store.PathOf(order.Content.State.Step), error);
        }
    }

    private void CheckIdle()
    {
        if (_job is not null) throw new InvalidOperationException("Wait for the checkpoint before.");
    }

    // A thread of its own: it waits for the disk, and threads of the pool prepare batches.
    private void Start(Func<CheckpointOnDisk?> work) =>
        _job = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, _scheduler);

    private void WaitFor(Task job)
    {
        Settle(job);
        if (_isHeld) _image.Release();
        (_job, _copies) = (null, null);
    }

    // Throws nothing, and lets a scheduler do now what it has put off.
    private static void Settle(Task job) => job.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing).GetAwaiter().GetResult();
}
