using CsCheck;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Batching;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Pipelines.Processors;
using Tfaip.Processors.Pipelines.Sequences;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Tests.Pipelines;

/// <summary>How many batches an epoch has, before it is read: against the epoch itself.</summary>
[TestClass]
public sealed class EpochSizeTests
{
    private static readonly PipelineParams Padded =
        new() { Padding = new Dictionary<string, double> { ["x"] = 0 }, BatchSize = 16, Workers = 2 };

    private static readonly PipelineParams Budget = Padded with { Batching = new TokenBudgetParams { Key = "x", MaxTokens = 400 } };

    [TestMethod]
    public void What_has_one_size_is_exact()
    {
        Assert.AreEqual(new EpochSize(7, 16, IsExact: true), Measure(Padded, [], 100));
        Assert.AreEqual(new EpochSize(6, 16, IsExact: true), Measure(Padded with { DropRemainder = true }, [], 100));
        Assert.AreEqual(new EpochSize(3, 16, IsExact: true), Measure(Padded with { Limit = 40 }, [], 100));
    }

    // In the order of the source an epoch is the next one's twin, so that trying all of it is exact.
    [TestMethod]
    public void A_small_epoch_is_tried_as_a_whole() => Gen.Select(Gen.Int[1, 30].Array[1, 200], Gen.Int[1, 80], Gen.Bool).Sample(
        (lengths, budget, dropsRemainder) =>
        {
            var parameters = Padded with
            {
                Batching = new TokenBudgetParams { Key = "x", MaxTokens = budget },
                Shuffle = false,
                DropRemainder = dropsRemainder
            };
            var pipeline = new SamplePipeline(new VectorSource(lengths), [], parameters, PipelineMode.Training, seed: 1);
            return pipeline.MeasureEpoch().Batches == pipeline.Read(0).Count();
        },
        iter: 60);

    [TestMethod]
    public void A_large_epoch_is_estimated_of_its_first_samples()
    {
        AssertEstimate(Budget, [], within: 0.03);
        AssertEstimate(Budget with { DropRemainder = true }, [], within: 0.03);
        AssertEstimate(Budget with { Limit = 7000 }, [], within: 0.03);
        AssertEstimate(Padded with { Batching = new BucketingParams { Key = "x", Boundaries = [10, 20, 30] } }, [], within: 0.05);
        AssertEstimate(Budget, [new FilterLengthParams { Key = "x", Max = 20 }], within: 0.05);
        AssertEstimate(Padded, [new SplitSampleParams { Keys = ["x"], Length = 7 }], within: 0.03);
        AssertEstimate(Padded with { BatchSize = 700 }, [new RepeatParams { Count = 3 }], within: 0.03);
    }

    [TestMethod]
    public void The_estimate_is_a_function_of_the_samples_and_the_seed()
    {
        var one = Measure(Budget with { Workers = 1 }, [], 20_000);
        Assert.AreEqual(one, Measure(Budget with { Workers = 3, Prefetch = 0 }, [], 20_000));
        Assert.AreEqual(one, Measure(Budget with { Workers = 1, Preload = true }, [], 20_000));
        Assert.AreNotEqual(one.SamplesPerBatch, Measure(Budget, [], 20_000, seed: 2).SamplesPerBatch);
    }

    [TestMethod]
    public void What_is_tried_is_not_counted_and_only_some_hundreds_are()
    {
        var reads = 0;
        var source = new TestSource(100_000, _ => Interlocked.Increment(ref reads));
        var parameters = new PipelineParams { Batching = new TokenBudgetParams { Key = "x", MaxTokens = 20 } };
        var pipeline = new SamplePipeline(
            source, [new FilterLengthParams { Key = "x", Min = 3 }], parameters, PipelineMode.Training, seed: 1);

        Assert.AreEqual(1, pipeline.MeasureEpoch().Batches, "all were left out, but the others need not be");
        Assert.AreEqual(512 + 1024 + 2048 + 4096 + 8192, reads, "more are tried as long as there are few batches");
        Assert.AreEqual(
            (0L, 0L, 0L), (pipeline.Dropped, pipeline.Statistics.Batches, pipeline.Statistics.Stages.Sum(stage => stage.Samples)));

        reads = 0;
        new SamplePipeline(source, [], parameters, PipelineMode.Training, seed: 1).MeasureEpoch();
        Assert.AreEqual(512, reads);
    }

    private static void AssertEstimate(PipelineParams parameters, IReadOnlyList<ProcessorParams> processors, double within)
    {
        var pipeline = new SamplePipeline(new VectorSource(Lengths(20_000)), processors, parameters, PipelineMode.Training, seed: 5);
        var size = pipeline.MeasureEpoch();
        var batches = pipeline.Read(0).ToList();

        Assert.IsFalse(size.IsExact);
        Assert.AreEqual(batches.Count, size.Batches, batches.Count * within, $"{parameters.Batching} {processors.Count}");
        Assert.AreEqual(
            batches.Average(batch => batch.Count),
            size.SamplesPerBatch,
            size.SamplesPerBatch * within,
            $"{parameters.Batching} {processors.Count}");
    }

    private static EpochSize Measure(PipelineParams parameters, IReadOnlyList<ProcessorParams> processors, int count, ulong seed = 1) =>
        new SamplePipeline(new VectorSource(Lengths(count)), processors, parameters, PipelineMode.Training, seed).MeasureEpoch();

    // From 1 to 40, the short ones more often than the long ones.
    private static int[] Lengths(int count)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, count).Select(_ => 1 + (int)(40 * Math.Pow(random.NextDouble(), 2)))];
    }
}
