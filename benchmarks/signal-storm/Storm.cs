using System.Diagnostics;
using KillStorm;

namespace SignalStorm;

/// <summary>
/// Sends signals to training runs of a recurrent network. Those that only interrupt a run's threads must change nothing; one that ends a
/// run must leave a checkpoint from which it ends with the same bytes, or say that there was none yet.
/// </summary>
public sealed class Storm
{
    private const int Interrupted = 130;
    private const int EndedBySystem = 128 + Signals.Terminate;
    private const string NothingYet = "nothing was ";

    // Of the time of an undisturbed run: the signals are to come while it trains.
    private const double StormyPart = 0.7;

    private readonly string _config;
    private readonly string _folder;
    private readonly TextWriter _log;
    private readonly string[] _overrides;
    private readonly List<string> _failures = [];
    private RunEnd _undisturbed = null!;
    private TimeSpan _start;
    private TimeSpan _training;

    /// <param name="config">The configuration of the run.</param>
    /// <param name="folder">An empty folder for runs.</param>
    /// <param name="log">Hears how it goes.</param>
    /// <param name="overrides">Parameters of the run, as the command line has them.</param>
    public Storm(string config, string folder, TextWriter log, params string[] overrides) =>
        (_config, _folder, _log, _overrides) = (config, folder, log, overrides);

    /// <summary>Storms.</summary>
    /// <param name="signals">How many signals each run receives that goes on.</param>
    /// <param name="targets">Whom they are sent to: a run each.</param>
    /// <param name="starts">How many runs are ended by SIGTERM.</param>
    /// <param name="seed">The seed of the instants.</param>
    public StormReport Run(int signals, IReadOnlyList<SignalTarget> targets, int starts, int seed)
    {
        Undisturbed();
        foreach (var target in targets) Disturb(signals, target);
        var random = new Random(seed);
        var ends = Enumerable.Range(0, starts).Select(i => End(i, (_start + _training) * random.NextDouble())).ToList();
        return new(
            signals * targets.Count, ends.Count(end => end is 1), ends.Count(end => end is 0), ends.Count(end => end is 2), _failures);
    }

    private void Undisturbed()
    {
        // The first one builds the scenario, and is not timed.
        using (var build = new TrainingProcess([.. Start("built"), "--dry-run"])) build.MustSucceed();
        var begin = Stopwatch.GetTimestamp();
        using var process = new TrainingProcess(Start("undisturbed"));
        AwaitTraining(process, "undisturbed");
        _start = Stopwatch.GetElapsedTime(begin);
        process.MustSucceed();
        _training = Stopwatch.GetElapsedTime(begin) - _start;
        _undisturbed = RunEnd.Of(In("undisturbed"));
        Say($"undisturbed: {_start.TotalSeconds:F1} s to the training, {_training.TotalSeconds:F1} s from there to the end");
    }

    private void Disturb(int signals, SignalTarget target)
    {
        var name = $"to-{target}";
        using var process = new TrainingProcess(Start(name));
        AwaitTraining(process, name);
        var (sent, begin, pause) = (0, Stopwatch.GetTimestamp(), _training * StormyPart / signals);
        while (sent < signals && !process.Waits(TimeSpan.Zero))
        {
            Signals.Send(process.Id, sent++, target);
            while (Stopwatch.GetElapsedTime(begin) < pause * sent) Thread.Sleep(1);
        }

        var code = process.End();
        if (sent < signals) _failures.Add(Invariant($"{name}: ended with {code} after {sent} signals: {process.Output}"));
        else if (code != 0) _failures.Add(Invariant($"{name}: ended with {code}: {process.Output}"));
        else Compare(name);
        Say($"{name}: {sent} signals in {Stopwatch.GetElapsedTime(begin).TotalSeconds:F1} s, exit code {code}");
    }

    // 0 where there was nothing to resume, 1 where it was resumed, 2 where it was complete.
    private int End(int number, TimeSpan after)
    {
        var name = Invariant($"ended-{number}");
        using var process = new TrainingProcess(Start(name));

        // An instant within the training is counted from where that begins: on a busy machine the start takes longer, and most would
        // come before.
        if (after > _start) AwaitTraining(process, name);
        if (!process.Waits(after > _start ? after - _start : after)) Signals.End(process.Id);
        var code = process.End();
        var hasCheckpoint = Directory.Exists(In(Path.Combine(name, "checkpoints")));
        Say($"{name}: after {after.TotalSeconds:F2} s, exit code {code}, {(hasCheckpoint ? "with" : "without")} a checkpoint");
        if (code == 0)
        {
            Compare(name);
            return 2;
        }

        if (code is not (Interrupted or EndedBySystem)) _failures.Add(Invariant($"{name}: ended with {code}: {process.Output}"));
        if (!hasCheckpoint)
        {
            // A signal that comes before the program's first line ends it as the system does.
            if (code == Interrupted && !process.Output.Contains(NothingYet, StringComparison.Ordinal))
                _failures.Add($"{name}: left no checkpoint: {process.Output}");
            return 0;
        }

        using var resumed = new TrainingProcess(["resume", In(name)]);
        resumed.MustSucceed();
        Compare(name);
        return 1;
    }

    private void Compare(string name)
    {
        _failures.AddRange(
            RunEnd.Of(In(name)).DifferencesTo(_undisturbed, isSameConfiguration: true).Select(file => $"{name}: {file} is different"));
        Directory.Delete(In(name), recursive: true);
    }

    private void AwaitTraining(TrainingProcess process, string name)
    {
        while (!File.Exists(In(Path.Combine(name, "metrics.jsonl"))))
        {
            if (process.Waits(TimeSpan.FromMilliseconds(5))) process.MustSucceed();
        }
    }

    private IEnumerable<string> Start(string name) => [_config, "--output", In(name), .. _overrides];

    private string In(string name) => Path.Combine(_folder, name);

    private void Say(FormattableString line) => _log.WriteLine(FormattableString.Invariant(line));

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
