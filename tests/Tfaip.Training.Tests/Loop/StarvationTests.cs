using Tfaip.Commands.Output;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Statistics;
using Tfaip.Processors.Samples;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Parameters;
using Tfaip.Training.Tests.Callbacks;
using Tfaip.Training.Tests.Reporting;

namespace Tfaip.Training.Tests.Loop;

/// <summary>What is told of the training data.</summary>
[TestClass]
public sealed class StarvationTests
{
    [TestMethod]
    public void Row062_Training_that_waits_for_its_data_hears_of_it_once_with_the_slowest_processor()
    {
        // Each step, six seconds are over on the clock of the run; in truth the processor is what takes the time.
        var clock = new SteppingClock(TimeSpan.FromSeconds(6));
        var callback = new RecordingCallback();
        var data = ToyRun.Data with { PreProcessing = [new ToyNoiseParams(), new SleepParams()] };
        using var folder = new TemporaryFolder();
        using var run = new ToyRun(folder.Path, data: data, callback: callback, clock: clock);

        run.Trainer.Train();

        var starved = callback.Of<DataStarved>().Single();
        Assert.AreEqual((1, 4L), (starved.Epoch, starved.Step), "the first batches of an epoch are waited for while the workers begin");
        Assert.AreEqual("sleep", starved.Statistics.Slowest!.Name);
        var text = Say(starved);
        Assert.MatchesRegex(
            "^Training waits for its data [0-9]+ % of the time. Of the work on them, 'sleep' takes [0-9]+ % \\([0-9.]+ ms a sample, 2 "
            + "workers\\). Make that faster, "
            + "keep its results with data.pipeline.preload, or raise data.pipeline.workers; tfaip-train "
            + "benchmark-data measures all stages.$",
            text);
    }

    [TestMethod]
    public void A_run_of_one_step_an_epoch_hears_nothing()
    {
        var callback = new RecordingCallback();
        var data = ToyRun.Data with { PreProcessing = [new SleepParams()], Pipeline = ToyRun.Data.Pipeline with { BatchSize = 1000 } };
        using var folder = new TemporaryFolder();
        using var run = new ToyRun(folder.Path, data: data, callback: callback, clock: new SteppingClock(TimeSpan.FromSeconds(6)));

        run.Trainer.Train();

        Assert.IsEmpty(callback.Of<DataStarved>());
    }

    [TestMethod]
    public void A_run_that_preloads_is_not_told_to()
    {
        var parameters = new RunParams<SomeRuns.NoData, SomeRuns.NoModel>
        {
            Data = new SomeRuns.NoData { Pipeline = new() { Preload = true } }
        };
        var lines = new List<string>();
        var report = new DataReport(lines.Add);
        report.On(new RunStarted(SomeRuns.Info("run") with { Parameters = parameters }), new FakeControl());
        report.On(new DataStarved(1, 4, Statistics), new FakeControl());
        Assert.AreEqual(
            "Training waits for its data 40 % of the time. Make that faster, or raise data.pipeline.workers; tfaip-train benchmark-data "
            + "measures all stages.",
            lines.Single());
    }

    [TestMethod]
    public void Row043_Samples_that_are_left_out_are_told_at_the_end_of_each_epoch()
    {
        var callback = new RecordingCallback();
        var data = ToyRun.Data with { PreProcessing = [new ToyHalfParams()] };
        using var folder = new TemporaryFolder();
        using var run = new ToyRun(folder.Path, data: data, callback: callback, model: p => new SteadyModel(p));

        run.Trainer.Train();

        var epochs = callback.Of<EpochRead>();
        CollectionAssert.AreEqual(new[] { 1, 2, 3 }, epochs.Select(epoch => epoch.Epoch).ToArray());
        var count = epochs[0].Statistics.Dropped.Single().Count;
        Assert.IsGreaterThan(5L, count);
        foreach (var epoch in epochs)
        {
            Assert.AreEqual(38, epoch.Statistics.Samples + count);
            Assert.AreEqual($"epoch {epoch.Epoch}, left out: {count} samples by 'toy_half': on the left", Say(epoch));
        }
    }

    private static PipelineStatistics Statistics => new()
    {
        Stages = [], Workers = 2, Batches = 4, Samples = 16, BatchSizes = new Dictionary<int, long> { [4] = 4 }, PaddedElements = 0,
        PaddingElements = 0, Dropped = [],
        Waiting = TimeSpan.FromSeconds(4), Elapsed = TimeSpan.FromSeconds(10),
    };

    private static string Say(RunEvent happened)
    {
        var lines = new List<string>();
        new DataReport(lines.Add).On(happened, new FakeControl());
        return string.Join('\n', lines);
    }

    [Variant("sleep")]
    private sealed record SleepParams : ProcessorParams
    {
        public override Processor Create() => new Sleep();

        private sealed class Sleep : Processor
        {
            public override Sample? Process(Sample sample, ref SampleRandom random)
            {
                Thread.Sleep(20);
                return sample;
            }
        }
    }

    [Variant("toy_half")]
    private sealed record ToyHalfParams : ProcessorParams
    {
        public override Processor Create() => new Half();

        private sealed class Half : Processor
        {
            public override Sample? Process(Sample sample, ref SampleRandom random) =>
                (long)sample.Targets["label"] == 0 ? sample.Drop("on the left") : sample;
        }
    }

    private sealed class SteppingClock(TimeSpan step) : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Add(ref _now, step.Ticks);
    }
}
