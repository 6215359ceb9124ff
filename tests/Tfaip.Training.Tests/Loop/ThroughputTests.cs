using Microsoft.Extensions.Time.Testing;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Reporting;
using Tfaip.Training.Tests.Reporting;
using Tfaip.Training.Tests.Reporting.TensorBoard;

namespace Tfaip.Training.Tests.Loop;

/// <summary>Batches of 4 samples take 2 s, but the tenth of an epoch, which has 2 samples.</summary>
[TestClass]
public sealed class ThroughputTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly CancellationTokenSource _stop = new();

    public void Dispose() => _stop.Dispose();

    [TestMethod]
    public void A_run_that_goes_on_within_an_epoch_is_as_fast_as_its_own_steps()
    {
        using var folder = new TemporaryFolder();
        Interrupt(folder, new() { OnStep = step => { if (step.Step == 13) _stop.Cancel(); } });
        var resumed = GoOn(folder);

        // The second epoch has 38 samples, of which 12 were learnt from before.
        var second = resumed.First(one => one.Split == EvaluationCompleted.Training);
        Assert.AreEqual((38L, 26L, TimeSpan.FromSeconds(14)), (second.Samples, second.SamplesInDuration!.Value, second.Duration));
        Assert.AreEqual(26.0 / 14, second.SamplesPerSecond);
        CollectionAssert.AreEqual(new[] { (20L, (float)(26.0 / 14)), (30L, 1.9f) }, Paces(folder, "training", firstStep: 13));
        CollectionAssert.AreEqual(new[] { (20L, (float)(10 / 1.5)), (30L, (float)(10 / 1.5)) }, Paces(folder, "evaluation", firstStep: 13));
    }

    [TestMethod]
    public void One_that_only_has_an_evaluation_to_do_again_says_nothing_of_its_pace()
    {
        using var folder = new TemporaryFolder();
        Interrupt(folder, new() { OnSummaries = _stop.Cancel });
        var resumed = GoOn(folder);

        var first = resumed[0];
        Assert.AreEqual((10L, 38L, 0L), (first.Step, first.Samples, first.SamplesInDuration!.Value));
        Assert.IsNull(first.SamplesPerSecond);
        CollectionAssert.AreEqual(new[] { (20L, 1.9f), (30L, 1.9f) }, Paces(folder, "training", firstStep: 9));
    }

    private void Interrupt(TemporaryFolder folder, RecordingCallback callback)
    {
        using var run = Run(folder, callback);
        Assert.AreEqual(RunStatus.Interrupted, run.Trainer.Train(_stop.Token).Status);
    }

    private IReadOnlyList<EvaluationCompleted> GoOn(TemporaryFolder folder)
    {
        using var events = new EventLog(_clock);
        var heard = new RecordingCallback();
        using var run = Run(folder, events, heard);
        run.RestoreNewest();
        run.Trainer.Tell(new RunStarted(
            SomeRuns.Info(folder.Path, run.Trainer.Progress(RunStatus.Interrupted).Steps, reported: run.Trainer.ReportedStep)));
        run.Trainer.Train();
        return heard.Evaluations;
    }

    private ToyRun Run(TemporaryFolder folder, params ICallback[] callbacks) =>
        new(folder.Path, model: parameters => new ClockedModel(parameters, _clock), callbacks: callbacks, clock: _clock);

    private static (long Step, float Pace)[] Paces(TemporaryFolder folder, string split, int firstStep) =>
        [.. EventReader.Read(folder.In("events", split, $"events.out.tfevents.{firstStep:D10}.tfaip"))
            .Where(one => one.FileVersion is null && one.SessionStatus is null && one.Tag == "samples_per_second")
            .Select(one => (one.Step, one.Scalar))];
}
