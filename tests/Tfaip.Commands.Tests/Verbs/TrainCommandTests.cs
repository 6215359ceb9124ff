using Spectre.Console;
using Tfaip.Commands.Scenarios;
using Tfaip.Commands.Verbs;
using Tfaip.Training.Definition;
using Tfaip.Training.Runs;

namespace Tfaip.Commands.Tests.Verbs;

[TestClass]
public sealed class TrainCommandTests
{
    private static readonly string Version = typeof(TrainCommand).Assembly.GetName().Version!.ToString(3);

    [TestMethod]
    [DataRow("--help")]
    [DataRow("train", "--help")]
    public void Help_names_verbs_and_options(params string[] arguments) => Says(
        $"""
        tfaip-train {Version}

        tfaip-train CONFIG [--PARAMETER VALUE…]
          Trains the model of a configuration file, exports it, and predicts a few held-out samples.
        tfaip-train resume RUN [--PARAMETER VALUE…]
          Goes on with a run that was interrupted, or trains a completed one for more epochs.
        tfaip-train evaluate RUN… [PACKAGE…] [--voter VOTER] [--PARAMETER VALUE…]
        tfaip-train evaluate DUMP|PACKAGE --scenario FILE
          Measures a checkpoint of a run, a package, or several that vote, on the evaluation data of the first, or on
          data that parameters name; or measures the answers of a dump. Packages and dumps are data: the scenario that
          measures them is one that you name, or that of a run beside them.
        tfaip-train find-lr CONFIG [--PARAMETER VALUE…]
          Trains a configuration for a few steps while the learning rate grows, and suggests one.
        tfaip-train benchmark-data CONFIG [--PARAMETER VALUE…]
          Measures how fast the data of a configuration become batches, and which stage takes the time.
        tfaip-train schema [CONFIG] [-o FILE]
          Writes a JSON schema, by which editors complete and check the configurations of CONFIG's scenario.

          --overwrite       Replace a run that is not finished.
          --progress        How progress is shown: auto, which is drawn on a terminal and lines elsewhere; lines; or none.
          --dry-run         Do everything but train: open the data, compute the first batches, say what would be run.
          --print-config    Print the resolved configuration instead of running it.
          --explain         Show where a value comes from and what it overrides: --explain trainer.epochs.
          --verbose         Show the stack trace of an error too.
          --help            Show this help; with a file its parameters, or those below a path: --help trainer.optimizer.
          --version         Show the version.

        Every parameter of the configuration can be given: --trainer.epochs 5, --seed=3, --trainer.optimizer sgd.
        """,
        arguments);

    [TestMethod]
    public void Help_of_resume_names_what_may_change() => Says(
        $"""
        tfaip-train {Version}

        tfaip-train resume RUN [--PARAMETER VALUE…]
          Goes on with a run that was interrupted, or trains a completed one for more epochs.

          --progress        How progress is shown: auto, which is drawn on a terminal and lines elsewhere; lines; or none.
          --dry-run         Do everything but train: open the data, compute the first batches, say what would be run.
          --print-config    Print the resolved configuration instead of running it.
          --explain         Show where a value comes from and what it overrides: --explain trainer.epochs.
          --verbose         Show the stack trace of an error too.
          --help            Show this help; with a file its parameters, or those below a path: --help trainer.optimizer.
          --version         Show the version.

        Parameters that a resumed run may change: trainer.epochs, trainer.early_stopping, trainer.checkpoint,
        trainer.predictions, trainer.threads, data.pipeline.workers, data.pipeline.prefetch, export.
        """,
        "resume", "--help");

    [TestMethod]
    public void Version_is_one_line() => Says($"tfaip-train {Version}", "--version");

    [TestMethod]
    public void Too_many_arguments_are_refused() => Refuses(
        "'extra' is one argument too many after 'config.yaml'. Parameters are given as --name value.", "config.yaml", "extra");

    [TestMethod]
    public void A_misspelt_verb_is_known()
    {
        Refuses("'resme' is neither a verb nor a file. Did you mean the verb 'resume'?", "resme", "runs/x");
        Refuses("'evalute' is neither a verb nor a file. Did you mean the verb 'evaluate'?", "evalute");
    }

    [TestMethod]
    public void An_unknown_short_option_is_refused() => Refuses(
        "-x: there is no such option. tfaip-train --help shows those there are.", "config.yaml", "-x");

    [TestMethod]
    public void An_option_of_another_verb_is_refused() => Refuses(
        "--overwrite: this verb has no such option; its --help shows those there are.", "resume", "runs/x", "--overwrite");

    [TestMethod]
    public void The_run_to_resume_must_be_named() =>
        Refuses("Name a run directory: tfaip-train resume RUN. tfaip-train resume --help says more.", "resume");

    [TestMethod]
    public void A_repeated_option_is_refused() =>
        Refuses("--overwrite is given more than once.", "config.yaml", "--overwrite", "--overwrite");

    [TestMethod]
    public void The_stack_trace_comes_when_it_is_asked_for()
    {
        var (code, _, error) = Run("a", "b", "--verbose");

        Assert.AreEqual(2, code);
        StringAssert.Contains(error, "   at Tfaip.Commands.Verbs.", StringComparison.Ordinal);
    }

    private static void Says(string expected, params string[] arguments)
    {
        var (code, output, error) = Run(arguments);

        Assert.AreEqual(expected.ReplaceLineEndings() + Environment.NewLine, output);
        Assert.AreEqual("", error);
        Assert.AreEqual(0, code);
    }

    private static void Refuses(string expected, params string[] arguments)
    {
        var (code, output, error) = Run(arguments);

        Assert.AreEqual(expected + Environment.NewLine, error);
        Assert.AreEqual("", output);
        Assert.AreEqual(2, code);
    }

    private static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) });
        return (new TrainCommand(console, error, new RunEnvironment(), (path, progress) =>
            ScenarioDefinition.Find(ScenarioAssembly.Load(path, progress))).Run(arguments), output.ToString(), error.ToString());
    }
}
