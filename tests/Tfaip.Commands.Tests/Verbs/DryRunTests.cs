using System.Text.RegularExpressions;
using Tfaip.Training.Tests.Loop;

namespace Tfaip.Commands.Tests.Verbs;

[TestClass]
public sealed partial class DryRunTests : IDisposable
{
    private const string Config = """
        scenario: Toy.csproj
        output: run
        seed: 7
        data: { training_samples: 18, evaluation_samples: 30, pipeline: { batch_size: 4 } }
        trainer: { epochs: 2, threads: 1 }
        export: none
        """;

    private readonly ToyTool _tool = new(Config);

    public void Dispose() => _tool.Dispose();

    [TestMethod]
    public void A_new_run_is_described_and_leaves_no_trace()
    {
        var before = _tool.Listing();

        var (code, output, error) = _tool.Run(_tool.Config, "--dry-run", "--trainer.epochs", "3");

        Assert.AreEqual((0, ""), (code, error));
        Assert.AreEqual(
            $"""
            scenario:   Toy on cpu
            model:      ToyModel, 74 parameters, 74 of them trained
              ToyModel                         74
                hidden: Linear                 40
                norm: BatchNorm1d              16
                dropout: Dropout                0
                head: Linear                   18
            training:   18 samples, 3 epochs of 5 steps, 15 steps in all; loss of the first batch N
            evaluation: 30 samples; loss of the first batch N
            run:        {_tool.In("run")}
            This was a dry run: nothing was trained or written.

            """.ReplaceLineEndings("\n"),
            Number().Replace(output, "batch N"));
        Assert.AreEqual(before, _tool.Listing());
    }

    [TestMethod]
    public void Steps_that_depend_on_the_samples_are_about_so_many()
    {
        var (code, output, error) = _tool.Run(
            _tool.Config, "--dry-run", "--data.pipeline.batching", "{type: token_budget, key: x, max_tokens: 13}");

        Assert.AreEqual((0, ""), (code, error));
        Assert.Contains("\ntraining:   18 samples, 2 epochs of about 6 steps, about 12 steps in all; loss of the first batch ", output);
    }

    [TestMethod]
    public void A_resumed_run_and_one_that_is_replaced_are_described_and_leave_no_trace()
    {
        _tool.Run(_tool.Config);
        var before = _tool.Listing();

        var resumed = _tool.Run("resume", _tool.In("run"), "--dry-run", "--trainer.epochs", "4");
        var replaced = _tool.Run(_tool.Config, "--dry-run", "--data.evaluation_samples=0", "--model.hidden", "4");

        Assert.AreEqual((0, "", 0, ""), (resumed.Code, resumed.Error, replaced.Code, replaced.Error));
        Assert.Contains("\nresumed:    after step 10\n", resumed.Output);
        Assert.Contains("4 epochs of 5 steps, 20 steps in all", resumed.Output);
        Assert.Contains($"\nevaluation: none\nrun:        {_tool.In("run")}, in place of the run that is there\n", replaced.Output);
        Assert.AreEqual(before, _tool.Listing());
    }

    [TestMethod]
    public void What_a_run_would_fail_at_fails()
    {
        _tool.Run(_tool.Config);
        var (code, _, error) = _tool.Run(_tool.Config, "--dry-run", "--device", "cuda:7");
        Assert.AreEqual(1, code);
        Assert.StartsWith("The device 'cuda:7' is not there; found: cpu", error);

        File.WriteAllText(
            _tool.Config, Config.Replace("{ training", "{ pre_processing: [toy_drop_all], training", StringComparison.Ordinal));
        (code, _, error) = _tool.Run(_tool.Config, "--dry-run");
        Assert.AreEqual((1, "Processors dropped every sample of the epoch; there is nothing to train with.\n"), (code, error));

        (code, _, error) = _tool.Run(_tool.Config, "--dry-run", "--trainer.epochs", "many");
        Assert.AreEqual(2, code);
    }

    [TestMethod]
    public void A_run_directory_that_cannot_be_used_is_refused()
    {
        Directory.CreateDirectory(_tool.In("other"));
        File.WriteAllText(_tool.In("other", "notes.txt"), "");
        var (code, _, error) = _tool.Run(_tool.Config, "--dry-run", "--output", _tool.In("other"));
        Assert.AreEqual(
            (1, $"{_tool.In("other")}: is not empty and holds no run, so it is left alone. Choose another folder with --output, or empty "
                + "this one.\n"),
            (code, error));

        (code, _, error) = _tool.Run(_tool.Config, "--dry-run", "--output", _tool.In("other", "notes.txt", "run"));
        Assert.AreEqual(1, code);
        Assert.StartsWith($"{_tool.In("other", "notes.txt", "run")}: the run directory cannot be written: ", error);
    }

    [GeneratedRegex(@"batch [0-9.]+")]
    private static partial Regex Number();
}
