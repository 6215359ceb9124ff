using System.Diagnostics;
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
        using var results = Guard(feed, () =>
            ((SequenceProcessor)step.Processor).Process(feed, seed.ForStream(step.Position)).GetEnumerator());
        var count = 0L;
        while (true)
        {
            var begin = Stopwatch.GetTimestamp();
            var hasNext = Guard(feed, results.MoveNext);
            meter.Add(step.Meter, feed.Count - count, Stopwatch.GetTimestamp() - begin - feed.TakeTicks());
            count = feed.Count;
            if (!hasNext) yield break;
            if (results.Current.DropReason is { } reason) drops.Add(new(step.Name, reason));
            else yield return results.Current;
        }
    }

    private T Guard<T>(Feed feed, Func<T> call)
    {
        try
        {
            return call();
        }
        catch (Exception cause) when (cause is not OperationCanceledException && cause != feed.Error)
        {
            var place = feed.Last is { } last ? $"{last.Source} (sample {feed.Count - 1} of its stream)" : "before the first sample";
            throw new TfaipException($"{place}: the processor '{step.Name}' failed: {ErrorText.Explain(cause)}", cause);
        }
    }
}
