using System.Diagnostics;
using Tfaip.Training.Tensors;

namespace TrainingSpeed;

/// <summary>Sums the time of the parts of a step, as the trainer's activities say it or as a loop does itself.</summary>
internal sealed class StepParts : IDisposable
{
    private readonly ActivityListener _listener;
    private readonly OrderedDictionary<string, double> _seconds = new(StringComparer.Ordinal);

    public StepParts()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == TrainingActivities.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.PropagationData,
            ActivityStopped = activity => Add(activity.OperationName, activity.Duration.TotalSeconds),
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Does a part of a step.</summary>
    public T Time<T>(string part, Func<T> work)
    {
        var begin = Stopwatch.GetTimestamp();
        var result = work();
        Add(part, Stopwatch.GetElapsedTime(begin).TotalSeconds);
        return result;
    }

    /// <summary>Forgets what was summed.</summary>
    public void Clear()
    {
        lock (_seconds) _seconds.Clear();
    }

    /// <summary>Writes the parts, a step's and a tensor's.</summary>
    public void Write(string title, int steps, int tensors)
    {
        Console.WriteLine(title);
        foreach (var (part, seconds) in _seconds)
            Console.WriteLine($"  {part,-10} {seconds / steps * 1e3,8:F2} ms a step {seconds / steps / tensors * 1e6,8:F2} µs a tensor");
        Console.WriteLine(
            $"  {"together",-10} {_seconds.Values.Sum() / steps * 1e3,8:F2} ms a step {_seconds.Values.Sum() / steps / tensors * 1e6,8:F2} "
            + "µs a tensor");
    }

    public void Dispose() => _listener.Dispose();

    private void Add(string part, double seconds)
    {
        lock (_seconds) _seconds[part] = _seconds.GetValueOrDefault(part) + seconds;
    }
}
