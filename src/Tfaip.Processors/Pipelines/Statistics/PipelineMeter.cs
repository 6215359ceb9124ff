using System.Diagnostics;
using System.Globalization;

namespace Tfaip.Processors.Pipelines.Statistics;

/// <summary>Gathers the statistics of a pipeline from its workers and its consumers.</summary>
internal sealed class PipelineMeter
{
    private const string Source = "source";
    private const string OtherReasons = "other reasons";

    // What a processor says about each sample alone must not fill the memory.
    private const int MostReasons = 32;

    private readonly string[] _names;
    private readonly int _workers;
    private readonly long[] _samples;
    private readonly long[] _ticks;
    private readonly Lock _gate = new();
    private readonly SortedDictionary<int, long> _sizes = [];
    private readonly Dictionary<(string Processor, string Reason, bool IsError), long> _drops = [];
    private string? _firstError;
    private long _batches;
    private long _delivered;
    private long _dropped;
    private long _padded;
    private long _padding;
    private long _waiting;
    private long _elapsed;

    public PipelineMeter(IReadOnlyList<ProcessorStep> steps, int workers)
    {
        _workers = workers;
        var names = new List<string> { Source };
        foreach (var step in steps)
        {
            var before = steps.TakeWhile(other => other != step).Count(other => other.Name == step.Name);
            names.Add(before == 0 ? step.Name : string.Create(CultureInfo.InvariantCulture, $"{step.Name} ({before + 1})"));
        }

        names.AddRange(["batching", "collation"]);
        _names = [.. names];
        _samples = new long[_names.Length];
        _ticks = new long[_names.Length];
    }

    public int Stages => _names.Length;

    public int Batching => _names.Length - 2;

    public int Collation => _names.Length - 1;

    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Adds what a worker did.</summary>
    public void Add(WorkMeter work)
    {
        for (var i = 0; i < _names.Length; i++)
        {
            if (work.Samples[i] != 0) Interlocked.Add(ref _samples[i], work.Samples[i]);
            if (work.Ticks[i] != 0) Interlocked.Add(ref _ticks[i], work.Ticks[i]);
        }
    }

    /// <summary>Adds what a stage did that is not a worker's.</summary>
    public void Add(int stage, long samples, long ticks)
    {
        Interlocked.Add(ref _samples[stage], samples);
        Interlocked.Add(ref _ticks[stage], ticks);
    }

    /// <summary>Adds a batch that the consumer took.</summary>
    public void Deliver(MadeBatch made)
    {
        lock (_gate)
        {
            if (made.Batch is { } batch)
            {
                _batches++;
                _delivered += batch.Count;
                _sizes[batch.Count] = _sizes.GetValueOrDefault(batch.Count) + 1;
                _padded += made.Padding.Elements;
                _padding += made.Padding.Padding;
            }

            foreach (var drop in made.Drops) Count(drop);
            _dropped += made.Drops.Count;
        }
    }

    /// <summary>Adds time of a consumer.</summary>
    public void Consumed(long waiting, long elapsed)
    {
        Interlocked.Add(ref _waiting, waiting);
        Interlocked.Add(ref _elapsed, elapsed);
    }

    public PipelineStatistics Read()
    {
        lock (_gate)
        {
            var stages = _names.Select((name, i) => new StageStatistics(
                name, Interlocked.Read(ref _samples[i]), Duration(Interlocked.Read(ref _ticks[i])), 0)).ToList();
            return new()
            {
                Stages = PipelineStatistics.WithShares(stages),
                Workers = _workers,
                Batches = _batches,
                Samples = _delivered,
                BatchSizes = new SortedDictionary<int, long>(_sizes),
                PaddedElements = _padded,
                PaddingElements = _padding,
                Dropped =
                [
                    .. _drops
                        .Select(drop => new DropCount(drop.Key.Processor, drop.Key.Reason, drop.Key.IsError, drop.Value))
                        .OrderByDescending(drop => drop.Count)
                        .ThenBy(drop => drop.Processor, StringComparer.Ordinal)
                        .ThenBy(drop => drop.Reason, StringComparer.Ordinal),
                ],
                FirstError = _firstError,
                Waiting = Duration(Interlocked.Read(ref _waiting)),
                Elapsed = Duration(Interlocked.Read(ref _elapsed)),
            };
        }
    }

    private static TimeSpan Duration(long ticks) => Stopwatch.GetElapsedTime(0, ticks);

    private void Count(SampleDrop drop)
    {
        _firstError ??= drop.Error?.Message;
        var key = (drop.Processor, drop.Reason, drop.Error is not null);
        if (!_drops.ContainsKey(key) && _drops.Keys.Count(other => other.Processor == drop.Processor) >= MostReasons)
            key.Reason = OtherReasons;
        _drops[key] = _drops.GetValueOrDefault(key) + 1;
    }
}
