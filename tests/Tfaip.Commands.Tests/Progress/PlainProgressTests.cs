using Microsoft.Extensions.Time.Testing;
using Tfaip.Commands.Progress;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Tests.Callbacks;
using Tfaip.Training.Tests.Reporting;

namespace Tfaip.Commands.Tests.Progress;

[TestClass]
public sealed class PlainProgressTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly StringWriter _writer = new() { NewLine = "\n" };

    public void Dispose() => _writer.Dispose();

    [TestMethod]
    public void A_quick_epoch_has_a_line_for_each_evaluation()
    {
        var reads = 0;
        var progress = new PlainProgress(_writer, _time);
        progress.Hear(new RunStarted(SomeRuns.Info("runs/digits")));
        progress.Hear(SomeRuns.Epoch(1));
        for (var step = 1; step <= 4; step++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            progress.Hear(SomeRuns.Step(1, step, onRead: () => reads++));
        }

        progress.Hear(SomeRuns.Evaluation(1, "training", 0.123456, 0.9));
        progress.Hear(SomeRuns.Evaluation(1, "evaluation", 1.5e-7, 0.95, isBest: true));
        progress.Hear(new ExportProgressed("verifying at 3 sizes"));

        Assert.AreEqual(
            """
            digits on cpu: 28,490 parameters, 898 samples to train, 899 to evaluate, 3 epochs of 4 steps
            epoch 1/3, training: loss 0.12346, accuracy 0.9 [1.3 s]
            epoch 1/3, evaluation: loss 1.5E-07, accuracy 0.95 (best) [1.3 s]
            export: verifying at 3 sizes

            """.ReplaceLineEndings("\n"),
            _writer.ToString());
        Assert.AreEqual(0, reads, "The loss is read only where it is shown.");
    }

    // Four were expected, the first epoch had six: so the second one may have, of which three are left after the third, and six of
    // the last.
    [TestMethod]
    public void Steps_that_were_estimated_are_told_apart()
    {
        var progress = new PlainProgress(_writer, _time);
        progress.Hear(new RunStarted(SomeRuns.Info("runs/digits") with { AreStepsExact = false }));
        progress.Hear(SomeRuns.Epoch(1));
        for (var step = 1; step <= 6; step++)
        {
            _time.Advance(TimeSpan.FromSeconds(4));
            progress.Hear(SomeRuns.Step(1, step));
        }

        progress.Hear(SomeRuns.Epoch(2));
        for (var step = 1; step <= 3; step++)
        {
            _time.Advance(TimeSpan.FromSeconds(4));
            progress.Hear(SomeRuns.Step(2, step));
        }

        Assert.AreEqual(
            """
            digits on cpu: 28,490 parameters, 898 samples to train, 899 to evaluate, 3 epochs of about 4 steps
            epoch 1/3, step 3 of about 4: loss 0.5, learning rate 0.001, 4 samples/s, 36 s to go
            epoch 1/3, step 6 of about 4: loss 0.5, learning rate 0.001, 4 samples/s, 32 s to go
            epoch 2/3, step 3 of about 6: loss 0.5, learning rate 0.0005, 4 samples/s, 36 s to go

            """.ReplaceLineEndings("\n"),
            _writer.ToString());
    }

    [TestMethod]
    public void A_long_epoch_has_a_line_every_ten_seconds()
    {
        var progress = new PlainProgress(_writer, _time);
        progress.Hear(new RunStarted(SomeRuns.Info("runs/digits", resumedAt: 4)));
        progress.Hear(SomeRuns.Epoch(2));
        for (var step = 1; step <= 4; step++)
        {
            _time.Advance(TimeSpan.FromSeconds(8));
            progress.Hear(SomeRuns.Step(2, step, loss: 0.25));
        }

        // 16 samples in 8 seconds; six steps are left after the second of epoch 2 of 3, four after the fourth.
        Assert.AreEqual(
            """
            digits on cpu: 28,490 parameters, 898 samples to train, 899 to evaluate, 3 epochs of 4 steps, resumed after step 4
            epoch 2/3, step 2/4: loss 0.25, learning rate 0.0005, 2 samples/s, 48 s to go
            epoch 2/3, step 4/4: loss 0.25, learning rate 0.0005, 2 samples/s, 32 s to go

            """.ReplaceLineEndings("\n"),
            _writer.ToString());
    }
}
