using System.Runtime.ExceptionServices;

namespace Tfaip.Torch.Native;

/// <summary>
/// Keeps work that calls libtorch away from signals: off the main thread of the process, which the kernel picks for them, and on a
/// thread that takes none. oneDNN's kernels, those of recurrent layers above all, run with their stack pointer inside a buffer of the
/// heap, and the kernel writes the frame of a signal there.
/// </summary>
public static class WorkThread
{
    /// <summary>Does work on a thread of its own, as far as this is the main thread; elsewhere at once. Exceptions come through.</summary>
    /// <remarks>The thread has a stack as large as the main thread's. The threads that it makes take no signals either.</remarks>
    /// <param name="work">The work.</param>
    /// <returns>What the work gave.</returns>
    public static T Run<T>(Func<T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return MainThread.IsCurrent ? RunApart(work) : work();
    }

    /// <inheritdoc cref="Run{T}(Func{T})"/>
    public static void Run(Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        Run(() =>
        {
            work();
            return true;
        });
    }

    /// <summary>Does work on a thread of its own and waits for it.</summary>
    internal static T RunApart<T>(Func<T> work)
    {
        T? result = default;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    using var mask = SignalMask.Block();
                    result = work();
                }
                catch (Exception error)
                {
                    failure = ExceptionDispatchInfo.Capture(error);
                }
            },
            MainThread.StackSize)
        { Name = "work" };
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result!;
    }
}
