using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Spectre.Console;
using Tfaip.Commands.Verbs;
using Tfaip.Parameters.Streams;
using Tfaip.Training.Definition;
using Tfaip.Training.Files;
using Tfaip.Training.Runs;
using Tfaip.Training.Tests.Reporting.TensorBoard;

namespace Tfaip.Training.Tests.Loop.Crashes;

/// <summary>
/// A tiny run of the tool in this process, in a folder of its own, over a file system that is given: with all the files that a run has.
/// </summary>
internal sealed class CrashedRun : IDisposable
{
    private const string Config = """
        scenario: Toy.csproj
        output: runs/toy
        seed: 7
        data:
          training_samples: 12
          evaluation_samples: 4
          pipeline: {batch_size: 4, workers: 1}
          pre_processing: [toy_noise]
          post_processing: [{type: class_label, key: logits, softmax: true, label_file: labels.txt}]
        trainer:
          epochs: 2
          threads: 1
          predictions: 0
          optimizer: {type: adam, learning_rate: 0.5}
          averaging: ema
          evaluation: {every_steps: 2}
          checkpoint: {every_steps: 2, keep: 2, keep_best: 1}
          tensor_board: {every_steps: 1}
        export: best
        export_check: false
        """;

    private readonly TemporaryFolder _folder = TemporaryFolder.InMemory();

    public CrashedRun()
    {
        File.WriteAllText(ConfigPath, Config);
        File.WriteAllText(_folder.In("Toy.csproj"), "");
        File.WriteAllText(_folder.In("labels.txt"), "minus\nplus\n");
    }

    public string Path => _folder.In("runs", "toy");

    public string ConfigPath => _folder.In("config.yaml");

    public string In(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Runs the tool.</summary>
    public (int Code, string Output, string Error) Run(IDurableFiles files, bool isLate, params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var console = AnsiConsole.Create(
            new() { Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 200;
        var environment = new RunEnvironment
        {
            Clock = new FakeTimeProvider(), Exporter = new ToyPackage(), Files = files, CheckpointScheduler = new CheckpointTimes(isLate),
        };
        var command = new TrainCommand(
            console,
            error,
            environment,
            (_, _) => new ScenarioDefinition(typeof(ToyModel).Assembly, [typeof(ReportingModel), typeof(ToyData)]));
        return (command.Run(arguments), output.ToString().ReplaceLineEndings("\n"), error.ToString().ReplaceLineEndings("\n"));
    }

    /// <summary>Trains from the beginning.</summary>
    public (int Code, string Output, string Error) Start(IDurableFiles files, bool isLate = false, params string[] more) =>
        Run(files, isLate, [ConfigPath, .. more]);

    /// <summary>Does what one does after a crash: resumes the run; where there is nothing yet that could be resumed, starts it.</summary>
    public void GoOn(IDurableFiles files, bool isLate, string message, params string[] more)
    {
        var (code, _, error) = Run(files, isLate, "resume", Path);
        if (code == ExitCode.WrongConfiguration)
        {
            Assert.IsFalse(File.Exists(In(RunFiles.Config)), $"{message}: {error}");
            (code, _, error) = Start(files, isLate, more);
        }

        Assert.AreEqual((0, ""), (code, error), message);
    }

    /// <summary>Has the folder of runs be as a disk is.</summary>
    public void BecomeAs(IReadOnlyDictionary<string, byte[]?> files)
    {
        var runs = _folder.In("runs");
        if (Directory.Exists(runs)) Directory.Delete(runs, recursive: true);
        foreach (var (path, bytes) in files.Where(entry => entry.Key.StartsWith(runs, StringComparison.Ordinal))
            .OrderBy(entry => entry.Key.Length))
        {
            if (bytes is null) Directory.CreateDirectory(path);
            else File.WriteAllBytes(path, bytes);
        }
    }

    /// <summary>A disk with all that is there, on it for certain.</summary>
    public Disk AsDisk()
    {
        var disk = new Disk();
        for (var (depth, parts) = (1, _folder.Path.Split('/')); depth < parts.Length; depth++)
            disk.Make(string.Join('/', parts[..(depth + 1)]), isFolder: true);
        foreach (var path in Directory.EnumerateFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories)
            .OrderBy(path => path.Length))
        {
            disk.Make(path, Directory.Exists(path));
            if (File.Exists(path)) disk.Write(path, File.ReadAllBytes(path));
        }

        disk.SyncAll();
        return disk;
    }

    /// <summary>The bytes of all files but those that say when the run was started and how.</summary>
    public SortedDictionary<string, byte[]> Files() => new(Directory.EnumerateFiles(_folder.In("runs"), "*", SearchOption.AllDirectories)
        .Where(path => !path.StartsWith(In("events"), StringComparison.Ordinal)
            && System.IO.Path.GetFileName(path) is not ("summary.json" or "report.html"))
        .ToDictionary(path => System.IO.Path.GetRelativePath(_folder.Path, path), File.ReadAllBytes), StringComparer.Ordinal);

    /// <summary>What TensorBoard shows, but for when the run went on.</summary>
    public string[] Events() => Directory.EnumerateFiles(In("events"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        .SelectMany(path => EventReader.Read(path)
            .Where(one => one.FileVersion is null && one.SessionStatus is null)
            .Select(
                one => $"{System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(path))} {one.Step} {one.Tag} "
                    + $"{Convert.ToHexString(one.Fields[5].Single())}"))
        .ToArray();

    /// <summary>What the summary says of the run's end.</summary>
    public string Summary()
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(In("summary.json")));
        return string.Join(' ', ((string[])["status", "steps", "epochs", "best", "metrics", "package"]).Select(
            name => json.RootElement.GetProperty(name).GetRawText()));
    }

    public void Dispose() => _folder.Dispose();
}
