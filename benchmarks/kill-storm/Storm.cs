using System.Diagnostics;
using System.Globalization;

namespace KillStorm;

/// <summary>
/// Kills a training run at random instants and resumes it, with one and two workers in turn, until it ends; and that again,
/// until there were enough kills. Each run must end with the bytes of one that nobody killed.
/// </summary>
public sealed class Storm
{
    private readonly string _config;
    private readonly string _folder;
    private readonly TextWriter _log;
    private readonly Dictionary<int, RunEnd> _undisturbed = [];
    private readonly Dictionary<Phase, int> _kills = Enum.GetValues<Phase>().ToDictionary(phase => phase, _ => 0);
    private readonly List<string> _differences = [];

    /// <param name="config">The configuration of the run.</param>
    /// <param name="folder">An empty folder for runs.</param>
    /// <param name="log">Hears how it goes.</param>
    public Storm(string config, string folder, TextWriter log) => (_config, _folder, _log) = (config, folder, log);

    private string PhaseFile => Path.Combine(_folder, "phase");

    /// <summary>Storms.</summary>
    /// <param name="kills">How many kills there are at least; the run that the last one hits comes to its end.</param>
    /// <param name="seed">The seed of the instants.</param>
    public StormReport Run(int kills, int seed)
    {
        // The first builds the scenario and is not timed.
        _undisturbed[1] = Undisturbed(1, out _);
        _undisturbed[2] = Undisturbed(2, out var durations);
        AddDifferences("undisturbed with two workers", _undisturbed[1].DifferencesTo(_undisturbed[2], isSameConfiguration: false));

        var instants = new Instants(new Random(seed));
        var runs = 0;
        while (_kills.Values.Sum() < kills) StormRun(++runs, kills, instants, durations);
        return new(_kills, runs, _undisturbed[1].Count, _differences);
    }

    private RunEnd Undisturbed(int workers, out Durations durations)
    {
        var run = Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"undisturbed-{workers}"));
        var begin = Stopwatch.GetTimestamp();
        using var process = Process(Start(run, workers));
        var start = TimeOf(Phase.Step);
        var training = TimeOf(Phase.Export) - start;
        process.MustSucceed();
        var export = Stopwatch.GetElapsedTime(begin) - start - training;
        _log.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"undisturbed, {workers} workers: {start.TotalSeconds:F1} s to the first step, {training.TotalSeconds:F1} s of training, "
            + $"{export.TotalSeconds:F1} s of export"));
        durations = new Durations(start, training, export);
        return RunEnd.Of(run);

        TimeSpan TimeOf(Phase phase)
        {
            while (PhaseMark.Read(PhaseFile) < phase && !process.Waits(TimeSpan.FromMilliseconds(5)))
            {
            }

            return Stopwatch.GetElapsedTime(begin);
        }
    }

    private void StormRun(int number, int kills, Instants instants, Durations durations)
    {
        var run = Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"storm-{number}"));
        var workers = 1 + (number % 2);
        var before = _kills.Values.Sum();
        while (true)
        {
            workers = 3 - workers;
            using var process = Process(HasCheckpoint(run) ? Resume(run, workers) : Start(run, workers));
            var isKilled = _kills.Values.Sum() < kills && instants.Await(process, () => PhaseOf(run), durations);
            if (!isKilled)
            {
                process.MustSucceed();
                break;
            }

            process.Kill();
            _kills[PhaseOf(run)]++;
        }

        var differences = RunEnd.Of(run).DifferencesTo(_undisturbed[workers], isSameConfiguration: true).ToList();
        AddDifferences(Path.GetFileName(run), differences);
        _log.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"run {number}: {_kills.Values.Sum() - before} kills ({_kills.Values.Sum()} in all), "
            + $"{(differences.Count == 0 ? "the same bytes" : "DIFFERENT")}"));
        if (differences.Count == 0) Directory.Delete(run, recursive: true);
    }

    // Only in training, where no folder that is looked into goes.
    private Phase PhaseOf(string run)
    {
        var phase = PhaseMark.Read(PhaseFile);
        if (phase is Phase.Start or Phase.Export or Phase.End) return phase;
        var suffixes = ((string[])[run, Path.Combine(run, "checkpoints")])
            .Where(Directory.Exists)
            .SelectMany(Directory.EnumerateDirectories)
            .Select(path => Path.GetExtension(path))
            .ToHashSet();
        return suffixes.Contains(".next") || suffixes.Contains(".old") ? Phase.CheckpointReplacing
            : suffixes.Contains(".partial") ? Phase.CheckpointWriting
            : phase;
    }

    private TrainingProcess Process(IEnumerable<string> arguments)
    {
        PhaseMark.Reset(PhaseFile);
        return new(arguments, KeyValuePair.Create(PhaseMark.Variable, PhaseFile));
    }

    private void AddDifferences(string run, IEnumerable<string> names) => _differences.AddRange(names.Select(name => $"{run}: {name}"));

    private static bool HasCheckpoint(string run) =>
        Directory.Exists(Path.Combine(run, "checkpoints")) && Directory.EnumerateDirectories(Path.Combine(run, "checkpoints")).Any();

    private IEnumerable<string> Start(string run, int workers) => [_config, "--output", run, "--overwrite", .. Workers(workers)];

    private static IEnumerable<string> Resume(string run, int workers) => ["resume", run, .. Workers(workers)];

    private static string[] Workers(int count) => ["--data.pipeline.workers", count.ToString(CultureInfo.InvariantCulture)];
}
