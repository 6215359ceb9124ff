using System.Collections;
using System.Diagnostics;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Execution;

/// <summary>The samples that come into a stage, which remembers what the stage after it did not do itself.</summary>
internal sealed class Feed(IEnumerable<Sample> samples) : IEnumerable<Sample>
{
    private long _ticks;

    /// <summary>How many samples were taken.</summary>
    public long Count { get; private set; }

    /// <summary>The last sample that was taken.</summary>
    public Sample? Last { get; private set; }

    /// <summary>The error that came instead of a sample.</summary>
    public Exception? Error { get; private set; }

    /// <summary>Whether the time is measured that it takes to get a sample.</summary>
    public bool IsTimed { get; set; }

    /// <summary>The time that it took to get the samples since the last call.</summary>
    public long TakeTicks()
    {
        var ticks = _ticks;
        _ticks = 0;
        return ticks;
    }

    public IEnumerator<Sample> GetEnumerator()
    {
        using var source = samples.GetEnumerator();
        while (MoveNext(source))
        {
            Count++;
            Last = source.Current;
            yield return Last;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private bool MoveNext(IEnumerator<Sample> source)
    {
        var begin = IsTimed ? Stopwatch.GetTimestamp() : 0;
        try
        {
            return source.MoveNext();
        }
        catch (Exception error)
        {
            Error = error;
            throw;
        }
        finally
        {
            if (IsTimed) _ticks += Stopwatch.GetTimestamp() - begin;
        }
    }
}
