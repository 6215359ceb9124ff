using System.Collections.Concurrent;

namespace Tfaip.Datasets.Tests;

/// <summary>A clock whose timers up to a limit are due at once and whose longer ones never are; it keeps what was asked.</summary>
internal sealed class HastyTime(TimeSpan limit) : TimeProvider
{
    public ConcurrentQueue<TimeSpan> Waits { get; } = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime < TimeSpan.Zero || dueTime > limit)
            return System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        Waits.Enqueue(dueTime);
        return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
