using System.Text.Json;
using Spectre.Console;
using Tfaip.Commands.Verbs;
using Tfaip.Parameters;
using Tfaip.Training.Definition;
using Tfaip.Training.Runs;
using Tfaip.Training.Tensors;
using Tfaip.Training.Tests.Loop;

namespace Tfaip.Commands.Tests.Verbs;

/// <summary>The tool in this process, over a toy scenario that is compiled into the tests.</summary>
[TestClass]
public sealed class TrainCommandRunTests : IDisposable
{
    private const string Config = """
        scenario: Toy.csproj
        output: run
        seed: 7
        data: { training_samples: 16, pipeline: { batch_size: 4 } }
        trainer: { epochs: 2, threads: 1 }
        export: none
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _built = [];

    private string ConfigPath => _folder.In("config.yaml");

    private string RunPath => _folder.In("run");

    [TestInitialize]
    public void Write()
    {
        File.WriteAllText(_folder.In("Toy.csproj"), "");
        File.WriteAllText(ConfigPath, Config);
    }

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void A_run_leaves_its_files_and_says_what_it_reached()
    {
        var (code, output, error) = Run(ConfigPath, "--trainer.epochs", "3");

        Assert.AreEqual("", error);
        Assert.AreEqual(0, code);
        StringAssert.StartsWith(
            output,
            "building …\n"
            + "Toy on cpu: 74 parameters, 16 samples to train, 10 to evaluate, 3 epochs of 4 steps\nepoch 1/3, training: loss ",
            StringComparison.Ordinal);
        StringAssert.Contains(output, "\nepoch 3/3, evaluation: loss ", StringComparison.Ordinal);
        StringAssert.Contains(output, $"\nrun:     {RunPath} (trained in ", StringComparison.Ordinal);
        CollectionAssert.AreEquivalent(
            new[] { "best", "checkpoints", "config.yaml", "events", "metrics.jsonl", "report.html", "run.json", "summary.json" },
            Directory.EnumerateFileSystemEntries(RunPath).Select(Path.GetFileName).ToArray());
        using var summary = JsonDocument.Parse(File.ReadAllBytes(_folder.In("run", "summary.json")));
        Assert.AreEqual("completed", summary.RootElement.GetProperty("status").GetString());
        Assert.AreEqual(12, summary.RootElement.GetProperty("steps").GetInt32());
    }

    [TestMethod]
    public void Row082_Progress_is_shown_as_lines_or_not_at_all()
    {
        var (_, lines, _) = Run(ConfigPath, "--progress", "lines");
        var (code, output, error) = Run(ConfigPath, "--progress=none");

        StringAssert.Contains(lines, "\nepoch 2/2, evaluation: loss ", StringComparison.Ordinal);
        Assert.AreEqual((0, ""), (code, error));
        Assert.DoesNotContain("epoch 2/2", output);
        StringAssert.StartsWith(output, "building …\nbest accuracy: ", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Warnings_are_said_however_progress_is_shown()
    {
        string[] arguments = ["--trainer.schedule", "constant", "--trainer.schedule.warmup.rise_epochs", "5"];
        foreach (var progress in (string[])["lines", "none"])
        {
            var (code, output, _) = Run([ConfigPath, .. arguments, "--progress", progress]);

            Assert.AreEqual(0, code);
            StringAssert.Contains(
                output,
                "\nwarning: trainer.schedule.warmup takes 5 epochs, but the run has 2: the schedule proper never begins.\n",
                StringComparison.Ordinal);
        }
    }

    [TestMethod]
    public void A_way_to_show_progress_that_there_is_not_is_refused()
    {
        var (code, _, error) = Run(ConfigPath, "--progress", "2");

        Assert.AreEqual(2, code);
        Assert.AreEqual("--progress takes auto, lines or none, not '2'.", error.TrimEnd());
    }

    [TestMethod]
    public void Row105_Profiled_steps_leave_a_trace_and_a_table()
    {
        var (code, _, error) = Run(ConfigPath, "--trainer.profile.first_step", "2", "--trainer.profile.steps", "3");

        Assert.AreEqual((0, ""), (code, error));
        using var trace = JsonDocument.Parse(File.ReadAllBytes(_folder.In("run", "profile.json")));
        var events = trace.RootElement.GetProperty("traceEvents").EnumerateArray().Where(one => one.GetProperty("ph").GetString() == "X")
            .ToList();
        var calls = events.CountBy(one => one.GetProperty("name").GetString()!).ToDictionary();
        foreach (var name in (string[])["data", "copy", "forward", "loss", "metrics", "backward", "optimizer"])
            Assert.AreEqual(3, calls[name], name);
        var table = File.ReadAllLines(_folder.In("run", "profile.txt"));
        Assert.IsTrue(
            Array.Exists(table, line => line.StartsWith("forward              3", StringComparison.Ordinal)), string.Join('\n', table));
    }

    [TestMethod]
    public void A_profile_over_the_end_of_an_epoch_has_its_evaluation_and_checkpoint()
    {
        Run(ConfigPath, "--trainer.profile.first_step", "4", "--trainer.profile.steps", "3");

        var table = File.ReadAllLines(_folder.In("run", "profile.txt"));
        foreach (var name in (string[])["evaluation", "checkpoint"])
            Assert.IsTrue(
                Array.Exists(table, line => line.StartsWith(name, StringComparison.Ordinal)), $"{name}: {string.Join('\n', table)}");
    }

    [TestMethod]
    public void Nothing_listens_to_a_run_that_is_not_profiled()
    {
        Run(ConfigPath);

        Assert.IsFalse(File.Exists(_folder.In("run", "profile.json")));
        Assert.IsNull(TrainingActivities.Begin("forward"));
    }

    [TestMethod]
    public void A_completed_run_is_trained_further_to_the_metrics_of_a_longer_run()
    {
        Run(ConfigPath, "--trainer.epochs", "4", "--output", _folder.In("long"));
        Run(ConfigPath);

        var (code, output, error) = Run("resume", RunPath, "--trainer.epochs", "4");

        Assert.AreEqual("", error);
        Assert.AreEqual(0, code);
        StringAssert.Contains(output, "4 epochs of 4 steps, resumed after step 8\nepoch 3/4, training: ", StringComparison.Ordinal);
        Assert.AreEqual(File.ReadAllText(_folder.In("long", "metrics.jsonl")), File.ReadAllText(_folder.In("run", "metrics.jsonl")));
    }

    [TestMethod]
    public void The_configuration_of_a_run_repeats_it()
    {
        Run(ConfigPath);

        var (code, _, error) = Run(_folder.In("run", "config.yaml"), "--output", _folder.In("again"));

        Assert.AreEqual("", error);
        Assert.AreEqual(0, code);
        Assert.AreEqual(File.ReadAllText(_folder.In("run", "metrics.jsonl")), File.ReadAllText(_folder.In("again", "metrics.jsonl")));
    }

    [TestMethod]
    public void The_resolved_configuration_is_printed_alone_and_nothing_is_run()
    {
        var (code, output, error) = Run(ConfigPath, "--print-config", "--trainer.epochs", "3");

        Assert.AreEqual("building\n", error);
        Assert.AreEqual(0, code);
        StringAssert.Contains(output, $"\nscenario: {_folder.In("Toy.csproj")} # {ConfigPath}:1:11\n", StringComparison.Ordinal);
        StringAssert.Contains(output, "\n  epochs: 3 # argument 3 (--trainer.epochs)\n", StringComparison.Ordinal);
        Assert.IsFalse(Directory.Exists(RunPath));
    }

    [TestMethod]
    public void The_help_of_a_file_has_its_parameters_and_then_its_errors()
    {
        var (code, output, error) = Run(ConfigPath, "--help", "--trainer.epochs", "0");

        Assert.AreEqual(2, code);
        StringAssert.StartsWith(
            output, $"Parameters of Toy, as {ConfigPath} and the command line configure them.", StringComparison.Ordinal);
        StringAssert.Contains(
            output,
            "\ntrainer.optimizer  adam (one of adabelief, adagrad, adam, adamax, adamw, lamb, lion, nadam, radam, rmsprop, sgd)\n  What "
            + "turns gradients into steps.\n",
            StringComparison.Ordinal);
        StringAssert.Contains(
            output, "  0 (whole number, at least 1; default 10; argument 3 (--trainer.epochs))\n", StringComparison.Ordinal);
        StringAssert.Contains(error, "trainer.epochs must be at least 1, not 0.", StringComparison.Ordinal);
        Assert.AreEqual((0, ""), (Run(ConfigPath, "--help", "trainer.optimizer").Code, Run(ConfigPath, "--help", "seed").Error.Replace(
            "building\n", "", StringComparison.Ordinal)));
        Assert.IsFalse(Directory.Exists(RunPath));
    }

    [TestMethod]
    public void A_value_is_explained()
    {
        var (code, output, error) = Run(ConfigPath, "--explain", "trainer.epochs", "--trainer.epochs", "3");

        Assert.AreEqual(("building\n", 0), (error, code));
        Assert.AreEqual(
            $"""
            trainer.epochs = 3
              How many epochs there are in all.
              Whole number, at least 1.

              default                        10  overridden by {ConfigPath}:5:20
            """.ReplaceLineEndings("\n").Split("default")[0],
            output.Split("default")[0]);
        StringAssert.EndsWith(output, "3  in effect\n", StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_path_that_names_nothing_is_an_error_of_the_command_line()
    {
        var (code, output, error) = Run(ConfigPath, "--help", "trainer.optimiser");
        Assert.AreEqual((2, ""), (code, output));
        Assert.AreEqual(
            "building\nThere is no parameter 'trainer.optimiser': trainer has no 'optimiser'. Did you mean "
            + $"'trainer.optimizer'?{Environment.NewLine}", error);

        (code, _, error) = Run("--help", "trainer.optimizer");
        Assert.AreEqual(2, code);
        Assert.AreEqual(
            "--help trainer.optimizer: name the configuration before it: tfaip-train CONFIG --help "
            + $"trainer.optimizer.{Environment.NewLine}", error);
    }

    [TestMethod]
    public void A_schema_is_written_to_a_file_or_to_the_output()
    {
        var file = _folder.In("toy.schema.json");
        Assert.AreEqual((0, ""), (Run("schema", ConfigPath, "-o", file).Code, Run("schema", ConfigPath, "-o", file).Output));
        var (_, output, _) = Run("schema", ConfigPath);
        Assert.AreEqual(File.ReadAllText(file), output);
        using var schema = JsonDocument.Parse(output);
        Assert.AreEqual("Configuration of a run of Toy", schema.RootElement.GetProperty("title").GetString());
        StringAssert.Contains(Run("schema").Output, "\"title\": \"Configuration of a run of tfaip-train\"", StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_missing_file_is_named()
    {
        var (code, _, error) = Run(_folder.In("none.yaml"));

        Assert.AreEqual(2, code);
        StringAssert.StartsWith(error, $"{_folder.In("none.yaml")}:1:1: ", StringComparison.Ordinal);
        Assert.IsEmpty(_built);
    }

    [TestMethod]
    public void No_file_at_all_is_refused() =>
        Refuses(2, "Name a configuration file: tfaip-train CONFIG. tfaip-train --help says more.");

    [TestMethod]
    public void A_file_after_the_parameters_is_refused() =>
        Refuses(
            2,
            $"Name a configuration file: tfaip-train CONFIG. tfaip-train --help says more. '{ConfigPath}' is a value of --seed here: the "
            + "file comes before the parameters, or after '--'.",
            "--seed", "3", ConfigPath);

    [TestMethod]
    public void The_file_may_stand_wherever_it_is_no_value()
    {
        foreach (var arguments in new string[][]
        {
                ["--seed=3", ConfigPath],
                ["--print-config", ConfigPath, "--seed", "3"],
                ["--seed", "3", "--", ConfigPath],
                ["--seed", "3", "--print-config", ConfigPath]
        })
            Assert.Contains(
                "\nseed: 3 # argument ",
                Run([.. arguments.Contains("--print-config") ? [] : (string[])["--print-config"], .. arguments]).Output);
    }

    [TestMethod]
    public void A_configuration_without_scenario_is_refused_before_anything_is_built()
    {
        File.WriteAllText(ConfigPath, "\nseed: 1\n");

        Refuses(
            2,
            $"""
            {ConfigPath}:2:1: There is no 'scenario': name the scenario's project or assembly, such as 'scenario: Digits.csproj'.
                2 | seed: 1
                  | ^
            """,
            ConfigPath);
        Assert.IsEmpty(_built);
    }

    [TestMethod]
    public void A_scenario_that_is_not_there_is_refused_at_its_place()
    {
        File.WriteAllText(ConfigPath, "seed: 1\nscenario: ../Toys.csproj\n");

        Refuses(
            2,
            $"""
            {ConfigPath}:2:11: There is no file {Path.GetFullPath(_folder.In("..", "Toys.csproj"))}.
                2 | scenario: ../Toys.csproj
                  |           ^^^^^^^^^^^^^^
            """,
            ConfigPath);
        Assert.IsEmpty(_built);
    }

    [TestMethod]
    public void Broken_YAML_is_refused_before_anything_is_built()
    {
        File.WriteAllText(ConfigPath, "scenario: Toy.csproj\nseed: [1\n");

        var (code, _, error) = Run(ConfigPath);

        Assert.AreEqual(2, code);
        StringAssert.StartsWith(error, $"{ConfigPath}:", StringComparison.Ordinal);
        Assert.IsEmpty(_built);
    }

    [TestMethod]
    public void Wrong_keys_and_values_are_refused_all_at_once_with_their_places()
    {
        File.WriteAllText(ConfigPath, Config.Replace("seed: 7", "sead: 7", StringComparison.Ordinal));

        var (code, _, error) = Run(ConfigPath, "--trainer.epochs", "many");

        Assert.AreEqual(2, code);
        StringAssert.Contains(error, $"{ConfigPath}:3:1: ", StringComparison.Ordinal);
        StringAssert.Contains(error, "argument 2 (--trainer.epochs): ", StringComparison.Ordinal);
        Assert.IsFalse(Directory.Exists(RunPath));
    }

    [TestMethod]
    public void A_folder_that_holds_no_run_cannot_be_resumed() => Refuses(
        2,
        $"{_folder.Path}: this is not a run directory: it has no run.json. Give the folder that tfaip-train wrote.",
        "resume", _folder.Path);

    [TestMethod]
    public void A_run_that_is_not_there_cannot_be_resumed() =>
        Refuses(2, $"{RunPath}: there is no such run directory.", "resume", RunPath);

    [TestMethod]
    public void A_resumed_run_keeps_its_seed()
    {
        Run(ConfigPath);

        var (code, _, error) = Run("resume", RunPath, "--seed", "8");

        Assert.AreEqual(2, code);
        StringAssert.StartsWith(error, "argument 3 (--seed): a resumed run keeps this parameter", StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_failure_of_the_run_is_its_message_and_a_failed_summary()
    {
        var (code, _, error) = Run(ConfigPath, "--data.pre_processing.0", "toy_drop_all");
        Assert.AreEqual((2, ""), (code, ""), error);

        File.WriteAllText(ConfigPath, Config.Replace("{ training", "{ pre_processing: [toy_drop_all], training", StringComparison.Ordinal));
        (code, _, error) = Run(ConfigPath);

        Assert.AreEqual("Processors dropped every sample of the epoch; there is nothing to train with." + Environment.NewLine, error);
        Assert.AreEqual(1, code);
        using var summary = JsonDocument.Parse(File.ReadAllBytes(_folder.In("run", "summary.json")));
        Assert.AreEqual("failed", summary.RootElement.GetProperty("status").GetString());
    }

    [TestMethod]
    public void A_fault_of_the_program_keeps_its_stack_trace()
    {
        var error = new StringWriter();
        var command = new TrainCommand(
            Console(new StringWriter()), error, new RunEnvironment(), (_, _) => throw new InvalidOperationException("unexpected"));

        Assert.AreEqual(1, command.Run([ConfigPath]));
        StringAssert.StartsWith(error.ToString(), "System.InvalidOperationException: unexpected", StringComparison.Ordinal);
        StringAssert.Contains(error.ToString(), "   at Tfaip.Commands.", StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_scenario_that_does_not_build_is_a_message()
    {
        var error = new StringWriter();
        var command = new TrainCommand(
            Console(new StringWriter()), error, new RunEnvironment(), (_, _) => throw new TfaipException("Toy.cs(3,1): error"));

        Assert.AreEqual(1, command.Run([ConfigPath]));
        Assert.AreEqual("Toy.cs(3,1): error" + Environment.NewLine, error.ToString());
    }

    private static IAnsiConsole Console(TextWriter writer)
    {
        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = 200;
        return console;
    }

    private void Refuses(int code, string expected, params string[] arguments)
    {
        var result = Run(arguments);

        Assert.AreEqual(expected.ReplaceLineEndings("\n") + "\n", result.Error.ReplaceLineEndings("\n"));
        Assert.AreEqual(code, result.Code);
        Assert.AreEqual("", result.Output);
    }

    private (int Code, string Output, string Error) Run(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var command = new TrainCommand(Console(output), error, new RunEnvironment(), (scenario, progress) =>
        {
            _built.Add(scenario);
            progress("building");
            return new ScenarioDefinition(typeof(ToyModel).Assembly, [typeof(ToyModel), typeof(ToyData), typeof(ToyScenario)]);
        });
        return (command.Run(arguments), output.ToString().ReplaceLineEndings("\n"), error.ToString());
    }
}
