using Spectre.Console;
using Tfaip.Commands.Output;
using Tfaip.Processors.Samples;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Tests.Callbacks;
using Tfaip.Training.Tests.Reporting;

namespace Tfaip.Commands.Tests.Output;

[TestClass]
public sealed class ClosingReportTests
{
    private static readonly string Run = Path.Combine(Environment.CurrentDirectory, "runs", "digits");

    [TestMethod]
    public void Row104_A_completed_run_says_what_it_reached_what_took_how_long_and_how_to_predict()
    {
        var text = Said(SomeRuns.Summary(package: Path.Combine(Run, "model.tfaip")), Prediction(0, 7, 0.98765f), Prediction(1, 3, 1f));

        Assert.AreEqual(
            """
            best accuracy: 0.975 after epoch 2 (loss 0.1, accuracy 0.975)
            ╭─────────────────┬───────────────┬───────┬─────────────╮
            │ held-out sample │ target: label │ label │ probability │
            ├─────────────────┼───────────────┼───────┼─────────────┤
            │ digits.csv:0    │             7 │     7 │     0.98765 │
            │ digits.csv:1    │             3 │     3 │           1 │
            ╰─────────────────┴───────────────┴───────┴─────────────╯
            ╭────────────┬─────────┬─────────┬─────────┬─────────┬──────────┬───────────╮
            │            │ batches │ samples │ seconds │ s/batch │ s/sample │ samples/s │
            ├────────────┼─────────┼─────────┼─────────┼─────────┼──────────┼───────────┤
            │ training   │      12 │     192 │     9.6 │     0.8 │     0.05 │        20 │
            │ evaluation │     171 │   2,697 │     2.5 │ 0.01462 │ 0.000927 │     1,079 │
            │ prediction │       5 │       5 │  0.0025 │  0.0005 │   0.0005 │     2,000 │
            ╰────────────┴─────────┴─────────┴─────────┴─────────┴──────────┴───────────╯
            run:     runs/digits (trained in 12 s)
            package: runs/digits/model.tfaip (exported in 2.5 s)
            predict with:
              tfaip-predict runs/digits/model.tfaip INPUT…

            """.ReplaceLineEndings("\n"),
            text);
    }

    [TestMethod]
    public void An_interrupted_run_says_how_to_resume_it() => Assert.AreEqual(
        """
        best accuracy: 0.975 after epoch 2 (loss 0.1, accuracy 0.975)
        interrupted after step 12; resume it with:
          tfaip-train resume runs/digits

        """.ReplaceLineEndings("\n"),
        Said(SomeRuns.Summary(RunStatus.Interrupted)));

    [TestMethod]
    public void A_run_that_was_stopped_says_why() => Assert.AreEqual(
        """
        best accuracy: 0.975 after epoch 2 (loss 0.1, accuracy 0.975)
        stopped after step 12: accuracy is 0.975, and trainer.early_stopping.target is 0.97
        ╭────────────┬─────────┬─────────┬─────────┬─────────┬──────────┬───────────╮
        │            │ batches │ samples │ seconds │ s/batch │ s/sample │ samples/s │
        ├────────────┼─────────┼─────────┼─────────┼─────────┼──────────┼───────────┤
        │ training   │      12 │     192 │     9.6 │     0.8 │     0.05 │        20 │
        │ evaluation │     171 │   2,697 │     2.5 │ 0.01462 │ 0.000927 │     1,079 │
        │ prediction │       5 │       5 │  0.0025 │  0.0005 │   0.0005 │     2,000 │
        ╰────────────┴─────────┴─────────┴─────────┴─────────┴──────────┴───────────╯
        run:     runs/digits (trained in 12 s)

        """.ReplaceLineEndings("\n"),
        Said(SomeRuns.Summary() with { StopReason = "accuracy is 0.975, and trainer.early_stopping.target is 0.97" }));

    [TestMethod]
    public void A_failed_run_leaves_the_word_to_its_error() =>
        Assert.AreEqual("", Said(SomeRuns.Summary(RunStatus.Failed) with { Error = "no" }));

    private static SamplePredicted Prediction(int index, long label, float probability) => new(index, new Sample()
        .WithMeta(Sample.SourceKey, $"digits.csv:{index}")
        .WithInput("image", new float[64])
        .WithTarget("label", label)
        .WithOutput("label", label.ToString(null, null))
        .WithOutput("logits", new float[10])
        .WithOutput("probability", probability));

    private static string Said(RunSummary summary, params SamplePredicted[] predictions)
    {
        var writer = new StringWriter { NewLine = "\n" };
        var report = new ClosingReport(AnsiConsole.Create(new() { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(writer) }));
        report.Hear(new RunStarted(SomeRuns.Info(Run)));
        foreach (var prediction in predictions) report.Hear(prediction);
        report.Hear(new RunCompleted(summary));
        return string.Join('\n', writer.ToString().ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()));
    }
}
