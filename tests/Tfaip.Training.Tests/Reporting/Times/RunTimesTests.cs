using Microsoft.Extensions.Time.Testing;
using Tfaip.Processors.Samples;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Reporting.Times;
using Tfaip.Training.Tests.Callbacks;
using Tfaip.Training.Tests.Loop;

namespace Tfaip.Training.Tests.Reporting.Times;

[TestClass]
public sealed class RunTimesTests
{
    private readonly FakeTimeProvider _clock = new();

    [TestMethod]
    [DataRow(1)]
    [DataRow(4)]
    public void Row104_Training_and_evaluation_take_what_the_clock_says(int accumulated)
    {
        using var folder = new TemporaryFolder();
        var times = new RunTimes();
        var begin = _clock.GetTimestamp();
        using (var run = Run(folder, times, accumulated: accumulated)) run.Trainer.Train();

        // 3 epochs of 38 samples in batches of 4, 2 s each; 3 evaluations of 10 samples in batches of 4, 0.5 s each.
        CollectionAssert.AreEqual(
            new PhaseTime[] { new("training", 30, 114, TimeSpan.FromSeconds(60)), new("evaluation", 9, 30, TimeSpan.FromSeconds(4.5)) },
            times.Phases.ToArray());
        Assert.AreEqual(_clock.GetElapsedTime(begin).TotalSeconds, times.Phases.Sum(phase => phase.Seconds));
    }

    [TestMethod]
    public void Row104_A_run_that_was_interrupted_and_one_that_goes_on_have_times_of_their_own_steps()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        var (first, second) = (new RunTimes(), new RunTimes());
        var stopping = new RecordingCallback { OnStep = step => { if (step.Step == 13) stop.Cancel(); } };
        using (var run = Run(folder, first, stopping)) run.Trainer.Train(stop.Token);
        using (var run = Run(folder, second))
        {
            run.RestoreNewest();
            run.Trainer.Train();
        }

        // The tenth batch of an epoch has 2 samples.
        CollectionAssert.AreEqual(
            new PhaseTime[] { new("training", 13, 50, TimeSpan.FromSeconds(26)), new("evaluation", 3, 10, TimeSpan.FromSeconds(1.5)) },
            first.Phases.ToArray());
        CollectionAssert.AreEqual(
            new PhaseTime[] { new("training", 17, 64, TimeSpan.FromSeconds(34)), new("evaluation", 6, 20, TimeSpan.FromSeconds(3)) },
            second.Phases.ToArray());
    }

    [TestMethod]
    public void Row104_Rates_follow_from_counts_and_time()
    {
        var times = new RunTimes();
        for (var i = 0; i < 4; i++) times.Hear(new SamplePredicted(i, new Sample()) { Duration = TimeSpan.FromSeconds(0.5) });

        var phase = times.Phases.Single();

        Assert.AreEqual(new PhaseTime("prediction", 4, 4, TimeSpan.FromSeconds(2)), phase);
        Assert.AreEqual((2, 0.5, 0.5, 2), (phase.Seconds, phase.SecondsPerBatch, phase.SecondsPerSample, phase.SamplesPerSecond));
        var nothing = phase with { Batches = 0, Samples = 0, Duration = TimeSpan.Zero };
        Assert.AreEqual((0, 0, 0, 0), (nothing.Seconds, nothing.SecondsPerBatch, nothing.SecondsPerSample, nothing.SamplesPerSecond));
    }

    private ToyRun Run(TemporaryFolder folder, RunTimes times, ICallback? callback = null, int accumulated = 1) => new(
        folder.Path,
        ToyRun.Parameters with { Accumulate = accumulated },
        model: parameters => new ClockedModel(parameters, _clock),
        callbacks: callback is null ? [times] : [times, callback],
        clock: _clock);
}
