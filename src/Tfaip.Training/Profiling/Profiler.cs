using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Files;
using Tfaip.Training.Parameters;
using Tfaip.Training.Tensors;

namespace Tfaip.Training.Profiling;

/// <summary>
/// Records what the steps that <see cref="ProfileParams"/> names spend their time on: <c>profile.json</c> of the run directory, a trace
/// for <c>chrome://tracing</c> or Perfetto, and <c>profile.txt</c>, a table. Without the node <c>trainer.profile</c> it does nothing.
/// </summary>
internal sealed class Profiler : ICallback, IDisposable
{
    /// <summary>The trace's file name in the run directory.</summary>
    public const string TraceFile = "profile.json";

    /// <summary>The table's file name in the run directory.</summary>
    public const string TableFile = "profile.txt";

    private readonly IDurableFiles _files;
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ConcurrentDictionary<Activity, int> _threads = new();
    private ActivityListener? _listener;
    private RunInfo? _run;
    private DateTime _begin;
    private long _beginTicks;

    /// <summary>Creates the profiler; it records nothing before a run begins that asks for it.</summary>
    public Profiler()
        : this(DurableFiles.OfSystem)
    {
    }

    internal Profiler(IDurableFiles files) => _files = files;

    private ProfileParams? Parameters => _run?.Parameters.Trainer.Profile;

    /// <inheritdoc/>
    public void On(RunEvent happened, IRunControl run)
    {
        switch (happened)
        {
            case RunStarted started:
                _run = started.Info;

                // A profile that begins with the first step begins before it.
                if (Parameters?.FirstStep - 1 == (started.Info.ResumedAtStep ?? 0)) Start();
                break;
            case StepCompleted step when Parameters is { } parameters:
                if (step.Step == parameters.FirstStep - 1) Start();
                else if (step.Step == parameters.FirstStep + parameters.Steps - 1) Finish();
                break;
            case RunCompleted when _listener is not null:
                Finish();
                break;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _listener?.Dispose();

    private void Start()
    {
        _listener?.Dispose();
        _begin = DateTime.UtcNow;
        _beginTicks = Stopwatch.GetTimestamp();
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is TrainingActivities.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.PropagationData,
            ActivityStopped = activity =>
            {
                _threads[activity] = Environment.CurrentManagedThreadId;
                _ended.Enqueue(activity);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    // On the training thread, as every callback.
    private void Finish()
    {
        if (_listener is null) return;
        _listener.Dispose();
        _listener = null;
        var total = Stopwatch.GetElapsedTime(_beginTicks);
        var main = Environment.CurrentManagedThreadId;
        List<TraceEvent> events = [.. _ended.Select(
            activity => new TraceEvent(activity.OperationName, _threads[activity], activity.StartTimeUtc - _begin, activity.Duration))];
        _files.ReplaceFile(Path.Combine(_run!.RunDirectory, TraceFile), file => ChromeTrace.Write(file, events, main));
        var table = string.Concat(ProfileTable.Lines(events, main, total).Select(line => line + "\n"));
        _files.ReplaceFile(Path.Combine(_run.RunDirectory, TableFile), file => file.Write(Encoding.UTF8.GetBytes(table)));
    }
}
