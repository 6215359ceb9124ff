using Tfaip.Parameters;
using Tfaip.Processors.Pipelines.Sequences;
using Tfaip.Processors.Pipelines.Statistics;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Execution;

/// <summary>Runs a processor of streams: counts and times it, takes out what it drops, and names it where it fails.</summary>
internal sealed class SequenceRun(ProcessorStep step, PipelineMeter meter, List<SampleDrop> drops)
{
    /// <summary>The processed stream.</summary>
    public IEnumerable<Sample> Of(IEnumerable<Sample> samples, EpochSeed seed)
    {
        var feed = new Feed(samples);
        var timer = new StreamTimer(feed);
        var counted = 0L;
        using var results = Begin(feed, seed);
        while (true)
        {
            timer.Begin();
            var hasNext = MoveNext(results, feed);
            if (timer.End(out var ticks) | !hasNext)
            {
                meter.Add(step.Meter, feed.Count - counted, ticks);
                counted = feed.Count;
            }

            if (!hasNext) yield break;
            if (results.Current.DropReason is { } reason) drops.Add(new(step.Name, reason));
            else yield return results.Current;
        }
    }

    private IEnumerator<Sample> Begin(Feed feed, EpochSeed seed)
    {
        try
        {
            return ((SequenceProcessor)step.Processor).Process(feed, seed.ForStream(step.Position)).GetEnumerator();
        }
        catch (Exception cause) when (IsOwn(cause, feed))
        {
            throw Failed(feed, cause);
        }
    }

    private bool MoveNext(IEnumerator<Sample> results, Feed feed)
    {
        try
        {
            return results.MoveNext();
        }
        catch (Exception cause) when (IsOwn(cause, feed))
        {
            throw Failed(feed, cause);
        }
    }

    private static bool IsOwn(Exception cause, Feed feed) =>
        cause is not OperationCanceledException && cause != feed.Error && !MemoryShortage.IsCause(cause);

    private TfaipException Failed(Feed feed, Exception cause)
    {
        var place = feed.Last is { } last ? $"{last.Source} (sample {feed.Count - 1} of its stream)" : "before the first sample";
        return new($"{place}: the processor '{step.Name}' failed: {CauseText.Explain(cause)}", cause);
    }
}
