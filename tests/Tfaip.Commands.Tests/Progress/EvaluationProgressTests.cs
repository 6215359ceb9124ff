using Microsoft.Extensions.Time.Testing;
using Spectre.Console;
using Tfaip.Commands.Progress;

namespace Tfaip.Commands.Tests.Progress;

[TestClass]
public sealed class EvaluationProgressTests
{
    private readonly FakeTimeProvider _time = new();

    [TestMethod]
    public void Off_a_terminal_there_is_a_line_in_ten_seconds()
    {
        var (output, error) = (new StringWriter(), new StringWriter { NewLine = "\n" });
        var console = AnsiConsole.Create(
            new() { Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(output) });
        using var progress = EvaluationProgress.Create(console, error, _time);
        progress.Begin("evaluation", 5000);
        for (var second = 1; second <= 22; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            progress.Measured(150);
        }

        Assert.AreEqual(
            "evaluation: 1,500/5,000 samples, 150 samples/s\nevaluation: 3,000/5,000 samples, 150 samples/s\n", error.ToString());
        Assert.AreEqual("", output.ToString());
    }

    [TestMethod]
    public void A_terminal_gets_a_bar_that_goes_at_the_end()
    {
        var output = new StringWriter();
        var console = AnsiConsole.Create(new()
        {
            Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = 120;
        using (var progress = new LiveEvaluation(console, _time))
        {
            progress.Begin("evaluation", 100);
            _time.Advance(TimeSpan.FromSeconds(1));
            progress.Measured(50);
            progress.Begin("other", 10);
            progress.Dispose();
        }

        Assert.Contains("evaluation  ────────────────────────────────────────  0/100 samples", output.ToString());
        Assert.Contains("evaluation  ━━━━━━━━━━━━━━━━━━━━────────────────────  50/100 samples, 50 samples/s", output.ToString());
        Assert.Contains("other  ────────────────────────────────────────  0/10 samples", output.ToString());

        // The last that is written erases the line and shows the cursor again.
        Assert.EndsWith("[?25h", output.ToString());
    }
}
