using System.Numerics.Tensors;
using CsCheck;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Batching;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Pipelines.Sequences;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Tests.Pipelines.Sequences;

/// <summary>Pipelines with processors of streams.</summary>
[TestClass]
public sealed class StreamTests
{
    private static readonly ProcessorParams[] Mixed =
    [
        new NoiseParams(DropShare: 0.2),
        new RepeatParams { Count = 3, Modes = Enum.GetValues<PipelineMode>() },
        new NoiseParams(DropShare: 0.1),
        new ShuffleParams { BufferSize = 7, Modes = Enum.GetValues<PipelineMode>() },
        new NoiseParams(),
    ];

    [TestMethod]
    [DataRow(1, false)]
    [DataRow(3, false)]
    [DataRow(3, true)]
    public async Task Row040_Streams_and_maps_give_the_exact_list(int workers, bool isComposed)
    {
        // 0 … 9: + 1, + 3, each twice (the second one + 7), * 3, + 1, no even ones.
        ProcessorParams[] first = [Add(1)];
        ProcessorParams[] second = [Add(3), new TwiceParams(), Map(x => x * 3)];
        ProcessorParams[] third = [Add(1), new OddParams()];
        ProcessorParams[] processors = isComposed
            ? [new ChainParams { Processors = first }, new ChainParams { Processors = second }, new ChainParams { Processors = third }]
            : [.. first, .. second, .. third];
        var pipeline = new SamplePipeline(
            new TestSource(10), processors, new() { BatchSize = 4, Workers = workers }, PipelineMode.Evaluation, seed: 1);

        var numbers = (await pipeline.ReadAsync(0).ToListAsync()).SelectMany(BatchText.Targets).ToArray();

        CollectionAssert.AreEqual(new long[] { 13, 37, 19, 43, 25, 49, 31, 55, 37, 61 }, numbers.Where((_, i) => i < 10).ToArray());
        var expected = Enumerable.Range(0, 10).SelectMany(n => new long[] { n + 4, n + 11 }).Select(n => (n * 3) + 1).Where(n => n % 2 == 1)
            .ToArray();
        CollectionAssert.AreEqual(expected, numbers);
    }

    [TestMethod]
    public async Task Row045_Streams_are_the_same_for_any_number_of_workers()
    {
        foreach (var mode in Enum.GetValues<PipelineMode>())
        {
            var expected = await BatchText.ReadAllAsync(Pipeline(97, new() { BatchSize = 5, Workers = 1, Prefetch = 0 }, mode), epoch: 2);
            Assert.AreNotEqual(0, expected.Count);
            foreach (var workers in new[] { 2, 8, 0 })
            {
                var pipeline = Pipeline(97, new() { BatchSize = 5, Workers = workers, Prefetch = 3 }, mode);
                CollectionAssert.AreEqual(expected, await BatchText.ReadAllAsync(pipeline, epoch: 2), $"{mode}, {workers} workers");
            }
        }
    }

    [TestMethod]
    public void Any_stream_can_be_resumed_at_any_batch() =>
        Gen.Select(Gen.Int[0, 30], Gen.Int[1, 9], Gen.Int[1, 3], Gen.ULong, Gen.Int[0, 3], Gen.Bool)
            .Sample((count, size, workers, seed, kind, remainder) =>
            {
                BatchingParams? batching = kind switch
                {
                    0 => null,
                    1 => new TokenBudgetParams { Key = "x", MaxTokens = 8 },
                    2 => new BucketingParams { Key = "y", Boundaries = [5, 10, 20] },
                    _ => new BucketingParams { Key = "y", Boundaries = [3], BatchSizes = [2, 5] },
                };
                var parameters = new PipelineParams { BatchSize = size, Workers = workers, DropRemainder = remainder, Batching = batching };
                var whole = BatchText.ReadAllAsync(Pipeline(count, parameters, PipelineMode.Training, seed), 1).GetAwaiter().GetResult();
                var resumed = Pipeline(count, parameters with { Workers = 3 - Math.Min(workers, 2) }, PipelineMode.Training, seed);
                for (var first = 0; first <= whole.Count + 1; first++)
                {
                    if (!BatchText.ReadAllAsync(resumed, 1, first).GetAwaiter().GetResult().SequenceEqual(whole.Skip(first))) return false;
                }

                return BatchText.ReadAllAsync(resumed, 1, SamplePipeline.EndOfEpoch).GetAwaiter().GetResult().Count == 0;
            }, iter: 25);

    [TestMethod]
    public async Task Batches_are_filled_from_what_streams_leave()
    {
        var pipeline = new SamplePipeline(
            new TestSource(10),
            [new FunctionParams(sample => (long)sample.Targets["y"] % 2 == 0 ? null : sample), new RepeatParams()],
            new() { BatchSize = 4, Shuffle = false },
            PipelineMode.Training,
            seed: 1);

        var batches = await pipeline.ReadAsync(0).ToListAsync();

        Assert.AreEqual(5, pipeline.BatchesPerEpoch, "an estimate: 10 samples, twice");
        CollectionAssert.AreEqual(new[] { 0, 1, 2 }, batches.Select(batch => batch.Index).ToArray());
        CollectionAssert.AreEqual(new[] { 4, 4, 2 }, batches.Select(batch => batch.Count).ToArray());
        CollectionAssert.AreEqual(new long[] { 1, 1, 3, 3, 5, 5, 7, 7, 9, 9 }, batches.SelectMany(BatchText.Targets).ToArray());
        Assert.AreEqual(5, pipeline.Dropped);
    }

    [TestMethod]
    public async Task Random_numbers_of_a_stream_differ_between_epochs_and_repetitions()
    {
        var pipeline = new SamplePipeline(
            new TestSource(30), [new RepeatParams(), new NoiseParams()], new() { Shuffle = false }, PipelineMode.Training, seed: 1);

        var first = await Inputs(pipeline, 0);
        var second = await Inputs(pipeline, 1);

        Assert.HasCount(60, first.Distinct());
        Assert.HasCount(120, first.Concat(second).Distinct());

        static async Task<List<float>> Inputs(SamplePipeline pipeline, int epoch) =>
            (await pipeline.ReadAsync(epoch).ToListAsync()).SelectMany(batch => batch.Samples)
                .Select(sample => ((Tensor<float>)sample.Inputs["x"])[0]).ToList();
    }

    [TestMethod]
    public async Task Row044_An_error_in_a_stream_names_all_and_ends_the_reading()
    {
        var processors = new ProcessorParams[] { new RepeatParams { Modes = [PipelineMode.Evaluation] }, new FailingStreamParams() };
        var pipeline = new SamplePipeline(
            new TestSource(1000), processors, new() { BatchSize = 1, Workers = 3 }, PipelineMode.Evaluation, seed: 1);
        var read = 0;

        var error = await Assert.ThrowsExactlyAsync<TfaipException>(async () =>
        {
            await foreach (var batch in pipeline.ReadAsync(0)) read++;
        });

        Assert.AreEqual(
            "list:1 (sample 3 of its stream): the processor 'failing_stream' failed: InvalidOperationException: No more.", error.Message);
        Assert.AreEqual(3, read);
    }

    // Pieces of quick samples have grown by then, so that the error is in the middle of one.
    [TestMethod]
    [DataRow(1, false)]
    [DataRow(3, false)]
    [DataRow(3, true)]
    public void All_that_is_before_an_error_comes_first(int workers, bool isMapped)
    {
        ProcessorParams[] processors = [
            new FunctionParams(sample => (long)sample.Targets["y"] == 4321 ? throw new FormatException("No ink.") : sample),
            new TwiceParams()
        ];
        if (isMapped) processors = [.. processors, new NoiseParams()];
        var pipeline = new SamplePipeline(
            new TestSource(10_000), processors, new() { BatchSize = 4, Workers = workers }, PipelineMode.Evaluation, seed: 1);
        var read = 0;

        var error = Assert.ThrowsExactly<TfaipException>(() =>
        {
            foreach (var batch in pipeline.Read(0)) read++;
        });

        Assert.AreEqual("list:4321 (sample 4321): the processor 'function' failed: FormatException: No ink.", error.Message);
        Assert.AreEqual(2 * 4321 / 4, read);
    }

    [TestMethod]
    public async Task An_error_before_a_stream_is_left_as_it_is()
    {
        var processors = new ProcessorParams[]
        {
            new FunctionParams(sample => (long)sample.Targets["y"] == 5 ? throw new FormatException("No ink.") : sample),
            new TwiceParams()
        };
        var pipeline = new SamplePipeline(
            new TestSource(1000), processors, new() { BatchSize = 2, Workers = 2 }, PipelineMode.Evaluation, seed: 1);

        var error = await Assert.ThrowsExactlyAsync<TfaipException>(async () => await pipeline.ReadAsync(0).ToListAsync());

        Assert.AreEqual("list:5 (sample 5): the processor 'function' failed: FormatException: No ink.", error.Message);
    }

    [TestMethod]
    public async Task Row046_Leaving_an_endless_stream_ends_its_threads()
    {
        var running = 0;
        var processors = new ProcessorParams[]
        {
            new FunctionParams(sample =>
            {
                Interlocked.Increment(ref running);
                Thread.Yield();
                Interlocked.Decrement(ref running);
                return sample;
            }),
            new EndlessParams(),
        };
        var pipeline = new SamplePipeline(
            new TestSource(1000), processors, new() { BatchSize = 2, Workers = 3 }, PipelineMode.Evaluation, seed: 1);

        Assert.HasCount(10, await pipeline.ReadAsync(0).Take(10).ToListAsync());
        Assert.AreEqual(0, Volatile.Read(ref running));
        Assert.HasCount(10, pipeline.Read(0).Take(10));
        Assert.AreEqual(0, Volatile.Read(ref running));
        Assert.AreEqual(2, EndlessParams.Ended, "the streams were ended too");
    }

    [TestMethod]
    public async Task Row047_A_slow_consumer_bounds_what_a_stream_reads_ahead()
    {
        var source = new TestSource(100_000);
        var pipeline = new SamplePipeline(
            source, [new TwiceParams()], new() { BatchSize = 10, Workers = 2, Prefetch = 3 }, PipelineMode.Evaluation, seed: 1);
        await using var batches = pipeline.ReadAsync(0).GetAsyncEnumerator();
        for (var taken = 1; taken <= 20; taken++)
        {
            Assert.IsTrue(await batches.MoveNextAsync());

            // The batch at hand, prefetched ones, one and those of the workers in collation, the pieces in work; each of 10 samples.
            Assert.IsLessThanOrEqualTo((taken + 3 + 1 + 2 + 4 + 1) * 10, source.Reads);
        }
    }

    [TestMethod]
    public void Streams_are_refused_where_each_sample_is_alone()
    {
        var error = Assert.ThrowsExactly<TfaipException>(
            () => new ProcessorChain([new RepeatParams { Modes = [PipelineMode.Prediction] }], PipelineMode.Prediction));

        Assert.AreEqual(
            "The processor 'repeat' maps a stream of samples, but here each sample is processed alone. Take 'prediction' out of its modes.",
            error.Message);
        Assert.IsNotNull(
            new ProcessorChain([new RepeatParams(), new SplitSampleParams()], PipelineMode.Prediction).Process(new Sample(), 1, 0, 0));
    }

    private static SamplePipeline Pipeline(int count, PipelineParams parameters, PipelineMode mode, ulong seed = 42) =>
        new(new TestSource(count), Mixed, parameters, mode, seed);

    private static FunctionParams Add(long number) => Map(x => x + number);

    private static FunctionParams Map(Func<long, long> map) => new(sample => sample.WithTarget("y", map((long)sample.Targets["y"])));
}
