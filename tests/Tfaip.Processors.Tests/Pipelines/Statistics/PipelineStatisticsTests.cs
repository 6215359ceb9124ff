using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Tests.Pipelines.Statistics;

[TestClass]
public sealed class PipelineStatisticsTests
{
    [TestMethod]
    public async Task Row062_The_slowest_stage_is_found_by_its_share()
    {
        var slow = new FunctionParams(sample =>
        {
            Thread.Sleep(1);
            return sample;
        });
        var dropping = new FunctionParams(sample => (long)sample.Targets["y"] < 10 ? null : sample);
        var pipeline = new SamplePipeline(
            new TestSource(50), [dropping, slow], new() { BatchSize = 10, Workers = 2 }, PipelineMode.Evaluation, seed: 1);

        await pipeline.ReadAsync(0).ToListAsync();

        var statistics = pipeline.Statistics;
        CollectionAssert.AreEqual(
            new[] { "source", "function", "function (2)", "batching", "collation" },
            statistics.Stages.Select(stage => stage.Name).ToArray());
        CollectionAssert.AreEqual(new long[] { 50, 50, 40, 0, 40 }, statistics.Stages.Select(stage => stage.Samples).ToArray());
        Assert.AreEqual("function (2)", statistics.Slowest!.Name);
        Assert.IsGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(40), statistics.Slowest.Time);
        Assert.IsLessThanOrEqualTo(1000, statistics.Slowest.SamplesPerSecond);
        Assert.IsGreaterThan(0.5, statistics.Slowest.Share);
        Assert.AreEqual(1, statistics.Stages.Sum(stage => stage.Share), 1e-9);
        Assert.AreEqual((2, 4, 40), (statistics.Workers, statistics.Batches, statistics.Samples));
        Assert.AreEqual(4, statistics.BatchSizes[10]);
        Assert.IsGreaterThan(TimeSpan.Zero, statistics.Waiting);
        Assert.IsLessThanOrEqualTo(statistics.Elapsed, statistics.Waiting);
    }

    [TestMethod]
    public async Task What_happened_since_is_the_difference()
    {
        var dropping = new FunctionParams(sample => (long)sample.Targets["y"] % 4 == 0 ? sample.Drop("fourth") : sample);
        var pipeline = new SamplePipeline(new TestSource(12), [dropping], new() { BatchSize = 4 }, PipelineMode.Evaluation, seed: 1);
        await pipeline.ReadAsync(0).ToListAsync();
        var first = pipeline.Statistics;
        await pipeline.ReadAsync(1).ToListAsync();

        var second = pipeline.Statistics.Since(first);

        CollectionAssert.AreEqual(
            first.Stages.Select(stage => stage.Samples).ToArray(), second.Stages.Select(stage => stage.Samples).ToArray());
        Assert.AreEqual((first.Batches, first.Samples), (second.Batches, second.Samples));
        CollectionAssert.AreEqual(first.Dropped.ToArray(), second.Dropped.ToArray());
        CollectionAssert.AreEqual(first.BatchSizes.ToArray(), second.BatchSizes.ToArray());
        Assert.IsEmpty(pipeline.Statistics.Since(pipeline.Statistics).Dropped);
    }

    [TestMethod]
    public void Quick_samples_are_timed_by_every_sixteenth()
    {
        var source = new TestSource(10_000);
        var pipeline = new SamplePipeline(source, [], new() { BatchSize = 1000 }, PipelineMode.Evaluation, seed: 1);

        Assert.AreEqual(10, pipeline.Read(0).Count());

        var stage = pipeline.Statistics.Stages[0];
        Assert.AreEqual(10_000, stage.Samples);
        Assert.IsGreaterThan(TimeSpan.Zero, stage.Time);
        Assert.IsLessThanOrEqualTo(pipeline.Statistics.Elapsed * pipeline.Statistics.Workers * 20, stage.Time);
    }
}
