using System.Diagnostics;

namespace Tfaip.Processors.Pipelines.Execution;

/// <summary>
/// Times what a stage of streams does itself for each of its results, without what the <see cref="Feed"/> does for it. Of quick results
/// only every seventeenth is timed and stands for the others; the number is a prime, so that a stage that does its work for every second or
/// fourth result is not always timed at the same one.
/// </summary>
/// <param name="feed">What the stage takes.</param>
internal struct StreamTimer(Feed feed)
{
    private const int Interval = 17;
    private static readonly long Quick = Stopwatch.Frequency / 50_000;

    private int _since = Interval - 1;
    private bool _isSlow;
    private bool _isTimed;
    private long _begin;

    /// <summary>The stage begins with a result.</summary>
    public void Begin()
    {
        _isTimed = ++_since >= Interval || _isSlow;
        if (!_isTimed) return;
        feed.IsTimed = true;
        _begin = Stopwatch.GetTimestamp();
    }

    /// <summary>The result is there.</summary>
    /// <param name="ticks">What it took, with the results before it that were not timed.</param>
    /// <returns>False where this one was not timed.</returns>
    public bool End(out long ticks)
    {
        ticks = 0;
        if (!_isTimed) return false;
        var own = Stopwatch.GetTimestamp() - _begin - feed.TakeTicks();
        feed.IsTimed = false;
        ticks = own * _since;
        (_since, _isSlow) = (0, own > Quick);
        return true;
    }
}
