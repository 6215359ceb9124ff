using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using Spectre.Console;
using Tfaip.Commands.Progress;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tests.Callbacks;
using Tfaip.Training.Tests.Reporting;

namespace Tfaip.Commands.Tests.Progress;

[TestClass]
public sealed partial class LiveProgressTests
{
    private const string AfterTheFirstEpoch =
        """
        digits on cpu: 28,490 parameters, 898 samples to train, 899 to evaluate, 3 epochs of 4 steps
        epoch  ━━━━━━━━━━━━━───────────────────────────  1/3
        step   ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━  4/4
        loss 0.5   learning rate 0.001   16 samples/s   8.0 s to go
        ╭──────────┬──────────┬────────────┬────────────────╮
        │ metric   │ training │ evaluation │ best (epoch 1) │
        ├──────────┼──────────┼────────────┼────────────────┤
        │ loss     │    0.125 │      0.375 │          0.375 │
        │ accuracy │      0.5 │       0.75 │           0.75 │
        ╰──────────┴──────────┴────────────┴────────────────╯
        """;

    private readonly FakeTimeProvider _time = new();

    [TestMethod]
    public void The_view_shows_bars_pace_and_the_last_evaluation()
    {
        var writer = new StringWriter();
        var state = new ProgressState(_time);
        state.Start(SomeRuns.Info("runs/digits"));
        state.Start(SomeRuns.Epoch(1));
        for (var step = 1; step <= 4; step++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            state.Count(SomeRuns.Step(1, step));
            state.Refresh(SomeRuns.Step(1, step));
        }

        state.Complete(SomeRuns.Evaluation(1, "training", 0.125, 0.5));
        state.Complete(SomeRuns.Evaluation(1, "evaluation", 0.375, 0.75, isBest: true));

        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = 120;
        console.Write(ProgressView.Of(state));

        Assert.AreEqual(AfterTheFirstEpoch.ReplaceLineEndings("\n") + "\n", Lines(writer.ToString()));
    }

    // The best is the one by the monitor: here of another set than the first one, whose best epoch was the first.
    [TestMethod]
    public void Every_evaluation_set_has_its_column()
    {
        var state = new ProgressState(_time);
        state.Start(SomeRuns.Info("runs/digits") with { Monitor = Model.Monitor.Max("hard/accuracy") });
        state.Start(SomeRuns.Epoch(1));
        Measure(1, ("training", 0.125, 0.5), ("easy", 0.375, 0.75), ("hard", 0.5, 0.25));
        Measure(2, ("training", 0.0625, 0.75), ("easy", 0.5, 0.625), ("hard", 0.25, 0.375));

        Assert.AreEqual("accuracy", state.Monitored);
        Assert.AreEqual(
            """
            ╭──────────┬──────────┬───────┬───────┬──────────────────────╮
            │ metric   │ training │  easy │  hard │ best (hard, epoch 2) │
            ├──────────┼──────────┼───────┼───────┼──────────────────────┤
            │ loss     │   0.0625 │   0.5 │  0.25 │                 0.25 │
            │ accuracy │     0.75 │ 0.625 │ 0.375 │                0.375 │
            ╰──────────┴──────────┴───────┴───────┴──────────────────────╯

            """.ReplaceLineEndings("\n"),
            Table(state));

        void Measure(int epoch, params (string Split, double Loss, double Accuracy)[] splits)
        {
            foreach (var (split, loss, accuracy) in splits) state.Complete(SomeRuns.Evaluation(epoch, split, loss, accuracy));
            state.Update(new(epoch, epoch * 4, state.Run!.Monitor, splits[^1].Accuracy, true, new Dictionary<string, double>()));
        }
    }

    [TestMethod]
    public void Many_sets_have_a_row_each()
    {
        var state = new ProgressState(_time);
        state.Start(SomeRuns.Info("runs/digits"));
        state.Start(SomeRuns.Epoch(1));
        state.Complete(SomeRuns.Evaluation(1, "training", 0.125, 0.5));
        foreach (var (i, name) in ((string[])["de", "en", "es", "fr", "it"]).Index())
            state.Complete(SomeRuns.Evaluation(1, name, 0.5 + i, 0.25, isBest: i == 0));

        Assert.AreEqual(
            """
            ╭────────────────────┬───────┬──────────╮
            │                    │  loss │ accuracy │
            ├────────────────────┼───────┼──────────┤
            │ training           │ 0.125 │      0.5 │
            │ de                 │   0.5 │     0.25 │
            │ en                 │   1.5 │     0.25 │
            │ es                 │   2.5 │     0.25 │
            │ fr                 │   3.5 │     0.25 │
            │ it                 │   4.5 │     0.25 │
            │ best (de, epoch 1) │   0.5 │     0.25 │
            ╰────────────────────┴───────┴──────────╯

            """.ReplaceLineEndings("\n"),
            Table(state));
    }

    [TestMethod]
    public void It_draws_four_times_a_second_at_most_and_leaves_the_last_state()
    {
        var writer = new StringWriter();
        var console = AnsiConsole.Create(new()
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = 120;
        var reads = 0;
        using (var progress = new LiveProgress(console, _time))
        {
            progress.Hear(new RunStarted(SomeRuns.Info("runs/digits")));
            progress.Hear(SomeRuns.Epoch(1));
            for (var step = 1; step <= 3; step++)
            {
                progress.Hear(SomeRuns.Step(1, step, onRead: () => reads++));
                _time.Advance(TimeSpan.FromMilliseconds(200));
            }

            Assert.AreEqual(1, reads, "after 400 ms");
            progress.Hear(SomeRuns.Step(1, 4, onRead: () => reads++));
            Assert.AreEqual(2, reads, "The last step of an epoch is always shown.");
            progress.Hear(SomeRuns.Evaluation(1, "evaluation", 0.375, 0.75, isBest: true));
            progress.Hear(new ExportProgressed("recording"));
            progress.Hear(new RunCompleted(SomeRuns.Summary()));
        }

        var last = Lines(writer.ToString());
        StringAssert.EndsWith(last, "export: recording\n", StringComparison.Ordinal);
        StringAssert.Contains(last, "step   ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━  4/4", StringComparison.Ordinal);
        StringAssert.Contains(last, "│ accuracy │          │       0.75 │           0.75 │", StringComparison.Ordinal);
    }

    [TestMethod]
    public void The_console_decides_how_progress_is_shown()
    {
        var piped = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(new StringWriter()) });

        Assert.IsInstanceOfType<PlainProgress>(ProgressDisplay.Create(piped, _time));
    }

    private static string Table(ProgressState state)
    {
        var writer = new StringWriter();
        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = 80;
        console.Write(ProgressView.Of(state));
        var text = Lines(writer.ToString());
        return text[text.IndexOf('╭')..];
    }

    [GeneratedRegex(@"\e\[[0-9;?]*[A-Za-z]")]
    private static partial Regex ControlSequence { get; }

    // Without control sequences, what only fills lines up, and empty lines.
    private static string Lines(string text) => string.Concat(
        ControlSequence.Replace(text, "").ReplaceLineEndings("\n").Split('\n')
            .Select(line => line.TrimEnd()).Where(line => line.Length > 0).Select(line => line + "\n"));
}
