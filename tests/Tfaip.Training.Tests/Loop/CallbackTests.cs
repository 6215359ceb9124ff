using Tfaip.Training.Callbacks;
using Tfaip.Training.Tests.Callbacks;

namespace Tfaip.Training.Tests.Loop;

/// <summary>What callbacks can ask of a trainer, and what becomes of their states.</summary>
[TestClass]
public sealed class CallbackTests
{
    [TestMethod]
    public void A_state_goes_on_where_the_run_does()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        var first = new Counting("steps");
        using (var run = new ToyRun(folder.Path, callbacks: [first, At(13, _ => stop.Cancel())]))
        {
            Assert.AreEqual(RunStatus.Interrupted, run.Trainer.Train(stop.Token).Status);
        }

        var second = new Counting("steps");
        using var resumed = new ToyRun(folder.Path, callbacks: [second]);
        resumed.RestoreNewest();
        resumed.Trainer.Train();

        Assert.AreEqual((13, 30), (first.Count, second.Count));
    }

    [TestMethod]
    public void A_stop_completes_training_with_its_reason()
    {
        using var folder = new TemporaryFolder();
        var stopper = new RecordingCallback
        {
            OnEvent = (happened, run) =>
            {
                if (happened is EvaluationCompleted { Epoch: 2, Split: EvaluationCompleted.Evaluation }) run.Stop("enough");
            },
        };
        using var run = new ToyRun(folder.Path, callbacks: [stopper]);

        var result = run.Trainer.Train();

        Assert.AreEqual((RunStatus.Completed, 2, 20L, "enough"), (result.Status, result.Epochs, result.Steps, result.StopReason));
        Assert.AreEqual(20, stopper.Steps.Count);
        using var checkpoint = run.Store.LoadNewest()!;
        Assert.AreEqual((20L, "enough"), (checkpoint.Content.State.Step, checkpoint.Content.State.StopReason));
    }

    [TestMethod]
    public void Training_goes_on_from_a_stop_that_is_not_repeated()
    {
        using var folder = new TemporaryFolder();
        var stopper = new RecordingCallback { OnEvent = (happened, run) => { if (happened is EvaluationCompleted) run.Stop("enough"); } };
        using (var run = new ToyRun(folder.Path, callbacks: [stopper])) run.Trainer.Train();

        using var resumed = new ToyRun(folder.Path);
        resumed.RestoreNewest();

        Assert.AreEqual("enough", resumed.Trainer.EarlierStopReason);
        var result = resumed.Trainer.Train();
        Assert.AreEqual((30L, null), (result.Steps, result.StopReason));
        using var checkpoint = resumed.Store.LoadNewest()!;
        Assert.IsNull(checkpoint.Content.State.StopReason);
    }

    [TestMethod]
    public void A_checkpoint_comes_when_it_is_asked_for()
    {
        using var folder = new TemporaryFolder();
        var recording = new RecordingCallback();
        using var run = new ToyRun(folder.Path, callbacks: [At(13, control => control.RequestCheckpoint()), recording]);

        run.Trainer.Train();

        CollectionAssert.Contains(recording.Checkpoints.Select(written => written.Step).ToArray(), 13L);
    }

    private static RecordingCallback At(long step, Action<IRunControl> act) => new()
    {
        OnEvent = (happened, run) =>
        {
            if (happened is StepCompleted completed && completed.Step == step) act(run);
        },
    };
}
