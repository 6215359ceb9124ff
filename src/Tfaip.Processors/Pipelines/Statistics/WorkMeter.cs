using System.Diagnostics;

namespace Tfaip.Processors.Pipelines.Statistics;

/// <summary>
/// Measures the stages of one worker's piece of work. Samples are counted one by one; of quick ones only every sixteenth is timed
/// and stands for the others, so that a stage of nanoseconds is not slowed down by its measurement.
/// </summary>
/// <param name="stages">How many stages there are; none are measured where it is 0.</param>
internal sealed class WorkMeter(int stages)
{
    private const int Interval = 16;
    private static readonly long Quick = Stopwatch.Frequency / 50_000;

    private readonly long[] _samples = new long[stages];
    private readonly long[] _ticks = new long[stages];
    private int _since = Interval - 1;
    private bool _isTimed;
    private bool _isSlow;
    private long _begin;
    private long _last;

    /// <summary>Measures nothing. It is not written to, so all can share it.</summary>
    public static WorkMeter None { get; } = new(0);

    public ReadOnlySpan<long> Samples => _samples;

    public ReadOnlySpan<long> Ticks => _ticks;

    /// <summary>A sample begins its way.</summary>
    public void Begin()
    {
        if (_samples.Length == 0) return;
        _isTimed = ++_since >= Interval || _isSlow;
        if (_isTimed) _begin = _last = Stopwatch.GetTimestamp();
    }

    /// <summary>The sample went through a stage.</summary>
    public void Completed(int stage)
    {
        if (_samples.Length == 0) return;
        _samples[stage]++;
        if (!_isTimed) return;
        var now = Stopwatch.GetTimestamp();
        _ticks[stage] += (now - _last) * _since;
        _last = now;
    }

    /// <summary>The sample is at the end of its way.</summary>
    public void End()
    {
        if (!_isTimed) return;
        _isSlow = _last - _begin > Quick;
        _since = 0;
        _isTimed = false;
    }

    /// <summary>Adds what was measured as a whole.</summary>
    public void Add(int stage, int samples, long ticks)
    {
        if (_samples.Length == 0) return;
        _samples[stage] += samples;
        _ticks[stage] += ticks;
    }
}
