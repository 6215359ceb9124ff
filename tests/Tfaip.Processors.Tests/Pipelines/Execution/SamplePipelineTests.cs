using CsCheck;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Tests.Pipelines.Execution;

[TestClass]
public sealed class SamplePipelineTests
{
    private static readonly ProcessorParams[] Noisy = [new NoiseParams(DropShare: 0.3), new NoiseParams()];

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Evaluation_keeps_the_order_and_cuts_it_into_batches()
    {
        var pipeline = Pipeline(10, new PipelineParams { BatchSize = 4 }, PipelineMode.Evaluation);

        var batches = await pipeline.ReadAsync(0).ToListAsync();

        Assert.AreEqual(3, pipeline.BatchesPerEpoch);
        CollectionAssert.AreEqual(new[] { 0, 1, 2 }, batches.Select(batch => batch.Index).ToArray());
        CollectionAssert.AreEqual(new[] { 4, 4, 2 }, batches.Select(batch => batch.Count).ToArray());
        CollectionAssert.AreEqual(Enumerable.Range(0, 10).Select(i => (long)i).ToArray(), batches.SelectMany(BatchText.Targets).ToArray());
    }

    [TestMethod]
    public async Task Prediction_has_no_targets_in_its_batches()
    {
        var batch = await Pipeline(3, new PipelineParams(), PipelineMode.Prediction).ReadAsync(0).SingleAsync();

        Assert.HasCount(1, batch.Inputs);
        Assert.IsEmpty(batch.Targets);
    }

    [TestMethod]
    public async Task Row055_Training_shows_every_sample_once_in_another_order_each_epoch()
    {
        var pipeline = Pipeline(100, new PipelineParams { BatchSize = 7 }, PipelineMode.Training);

        var first = await Targets(pipeline, epoch: 0);
        var second = await Targets(pipeline, epoch: 1);

        var all = Enumerable.Range(0, 100).Select(i => (long)i).ToArray();
        CollectionAssert.AreEqual(all, first.Order().ToArray());
        CollectionAssert.AreEqual(all, second.Order().ToArray());
        CollectionAssert.AreNotEqual(all, first);
        CollectionAssert.AreNotEqual(first, second);
        CollectionAssert.AreEqual(first, await Targets(pipeline, epoch: 0));
        CollectionAssert.AreEqual(
            all, await Targets(Pipeline(100, new PipelineParams { Shuffle = false }, PipelineMode.Training), epoch: 3));
    }

    [TestMethod]
    [DataRow(PipelineMode.Training, 2)]
    [DataRow(PipelineMode.Evaluation, 3)]
    public async Task Row050_Drop_remainder_leaves_out_the_smaller_batch_of_training_alone(PipelineMode mode, int expected)
    {
        var pipeline = Pipeline(10, new PipelineParams { BatchSize = 4, DropRemainder = true }, mode);

        Assert.AreEqual(expected, pipeline.BatchesPerEpoch);
        Assert.HasCount(expected, await pipeline.ReadAsync(0).ToListAsync());
    }

    [TestMethod]
    public async Task Row054_A_limit_holds_for_every_epoch()
    {
        var parameters = new PipelineParams { BatchSize = 3, Limit = 7 };
        Assert.HasCount(7, await Targets(Pipeline(100, parameters, PipelineMode.Evaluation), epoch: 0));
        var training = Pipeline(100, parameters, PipelineMode.Training);
        for (var epoch = 0; epoch < 5; epoch++)
        {
            CollectionAssert.AreEqual(new long[] { 0, 1, 2, 3, 4, 5, 6 }, (await Targets(training, epoch)).Order().ToArray());
        }
    }

    [TestMethod]
    public async Task Row041_Order_is_kept_by_workers_of_different_speed()
    {
        var sleepy = new FunctionParams(sample =>
        {
            if (IndexOf(sample) % 17 == 0) Thread.Sleep(IndexOf(sample) % 3);
            return sample;
        });
        var pipeline = Pipeline(1000, new PipelineParams { BatchSize = 4, Workers = 8 }, PipelineMode.Evaluation, [sleepy]);

        CollectionAssert.AreEqual(Enumerable.Range(0, 1000).Select(i => (long)i).ToArray(), await Targets(pipeline, epoch: 0));
    }

    [TestMethod]
    public async Task Row042_A_processor_of_training_never_runs_elsewhere()
    {
        foreach (var mode in Enum.GetValues<PipelineMode>())
        {
            var calls = 0;
            var augmentation = new FunctionParams(sample =>
            {
                Interlocked.Increment(ref calls);
                return sample;
            })
            { Modes = [PipelineMode.Training] };

            await Pipeline(10, new PipelineParams(), mode, [augmentation]).ReadAsync(0).ToListAsync();

            Assert.AreEqual(mode == PipelineMode.Training ? 10 : 0, calls, $"{mode}");
        }
    }

    [TestMethod]
    public async Task Row059_Meta_information_of_any_kind_comes_through_to_post_processing()
    {
        var boxes = System.Text.Json.Nodes.JsonNode.Parse("""{"boxes": [[1, 2.5], [3, 4]], "author": {"name": "A."}}""")!;
        var pipeline = Pipeline(
            5,
            new PipelineParams { BatchSize = 2 },
            PipelineMode.Evaluation,
            [new FunctionParams(sample => sample.WithMeta("page", boxes).WithMeta("ids", new[] { IndexOf(sample) }))]);
        var post = new ProcessorChain(
            [new FunctionParams(sample => sample.WithOutput("id", ((int[])sample.Meta["ids"])[0]))], PipelineMode.Evaluation);

        var finished = (await pipeline.ReadAsync(0).ToListAsync()).SelectMany(batch => batch.Samples)
            .Select((sample, i) => post.Process(sample, 1, 0, i)!).ToList();

        CollectionAssert.AreEqual(new[] { 0, 1, 2, 3, 4 }, finished.Select(sample => (int)sample.Outputs["id"]).ToArray());
        foreach (var sample in finished)
            Assert.AreEqual(2.5, (double)((System.Text.Json.Nodes.JsonNode)sample.Meta["page"])["boxes"]![0]![1]!);
    }

    [TestMethod]
    public void A_reading_on_the_callers_thread_gives_the_same_batches()
    {
        var expected = BatchText.ReadAllAsync(Pipeline(103, new PipelineParams { BatchSize = 5 }, PipelineMode.Training, Noisy), epoch: 3)
            .GetAwaiter().GetResult();
        var pipeline = Pipeline(103, new PipelineParams { BatchSize = 5, Workers = 3 }, PipelineMode.Training, Noisy);

        CollectionAssert.AreEqual(expected, pipeline.Read(3).Select(BatchText.Of).ToArray());
        CollectionAssert.AreEqual(expected.Skip(7).ToArray(), pipeline.Read(3, 7).Select(BatchText.Of).ToArray());
        CollectionAssert.AreEqual(expected.Take(1).ToArray(), pipeline.Read(3).Take(1).Select(BatchText.Of).ToArray());
        Assert.IsEmpty(pipeline.Read(3, SamplePipeline.EndOfEpoch));
    }

    [TestMethod]
    public async Task Limit_uses_the_first_samples()
    {
        var pipeline = Pipeline(100, new PipelineParams { Limit = 10 }, PipelineMode.Training);

        CollectionAssert.AreEqual(
            Enumerable.Range(0, 10).Select(i => (long)i).ToArray(), (await Targets(pipeline, epoch: 5)).Order().ToArray());
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    public async Task A_source_may_be_empty_or_have_one_sample(int count)
    {
        var pipeline = Pipeline(count, new PipelineParams(), PipelineMode.Training);

        Assert.AreEqual(count, pipeline.BatchesPerEpoch);
        Assert.HasCount(count, await pipeline.ReadAsync(0).ToListAsync());
    }

    [TestMethod]
    public async Task Row045_Workers_and_prefetching_change_no_bit_and_no_count()
    {
        foreach (var mode in Enum.GetValues<PipelineMode>())
        {
            var one = Pipeline(203, new PipelineParams { BatchSize = 5, Workers = 1, Prefetch = 0 }, mode, Noisy);
            var expected = await BatchText.ReadAllAsync(one, epoch: 2);
            foreach (var workers in new[] { 2, 4, 8, 0 })
            {
                foreach (var prefetch in new[] { 0, 1, 16 })
                {
                    var pipeline = Pipeline(203, new PipelineParams { BatchSize = 5, Workers = workers, Prefetch = prefetch }, mode, Noisy);
                    CollectionAssert.AreEqual(
                        expected, await BatchText.ReadAllAsync(pipeline, epoch: 2), $"{mode}, {workers} workers, prefetch {prefetch}");
                    Assert.AreEqual(one.Dropped, pipeline.Dropped);
                }
            }
        }
    }

    [TestMethod]
    public void Any_configuration_can_be_resumed_at_any_batch() =>
        Gen.Select(Gen.Int[0, 60], Gen.Int[1, 9], Gen.Int[1, 3], Gen.Int[0, 3], Gen.ULong, Gen.Int[0, 1000], Gen.Bool)
            .Sample((count, size, workers, prefetch, seed, epoch, remainder) =>
            {
                var parameters = new PipelineParams { BatchSize = size, Workers = workers, Prefetch = prefetch, DropRemainder = remainder };
                var whole = BatchText.ReadAllAsync(Pipeline(count, parameters, PipelineMode.Training, Noisy, seed), epoch).GetAwaiter()
                    .GetResult();
                var resumed = Pipeline(count, parameters, PipelineMode.Training, Noisy, seed);
                for (var first = 0; first <= resumed.BatchesPerEpoch; first++)
                {
                    var rest = BatchText.ReadAllAsync(resumed, epoch, first).GetAwaiter().GetResult();
                    if (!rest.SequenceEqual(whole.Where(text => int.Parse(text[..text.IndexOf(':')], null) >= first))) return false;
                }

                return true;
            }, iter: 40);

    [TestMethod]
    public async Task A_sample_does_not_depend_on_the_order_it_comes_in()
    {
        var shuffled = await Pipeline(50, new PipelineParams(), PipelineMode.Training, [new NoiseParams()]).ReadAsync(1).ToListAsync();
        var ordered = await Pipeline(50, new PipelineParams { Shuffle = false }, PipelineMode.Training, [new NoiseParams()]).ReadAsync(1)
            .ToListAsync();

        var values = shuffled.SelectMany(batch => batch.Samples).ToDictionary(sample => sample.Source, BitsOf);
        foreach (var sample in ordered.SelectMany(batch => batch.Samples)) Assert.AreEqual(BitsOf(sample), values[sample.Source]);
    }

    [TestMethod]
    public async Task Dropped_samples_make_batches_smaller_and_are_counted()
    {
        // Of 0 … 9 in batches of 3, those that 3 divides are dropped from the middle, and the batch [3, 4, 5] entirely.
        var pipeline = Pipeline(
            10,
            new PipelineParams { BatchSize = 3 },
            PipelineMode.Evaluation,
            [new FunctionParams(sample => IndexOf(sample) is 3 or 4 or 5 or 6 ? null : sample)]);

        var batches = await pipeline.ReadAsync(0).ToListAsync();

        CollectionAssert.AreEqual(new[] { 0, 2, 3 }, batches.Select(batch => batch.Index).ToArray());
        CollectionAssert.AreEqual(new long[] { 0, 1, 2, 7, 8, 9 }, batches.SelectMany(BatchText.Targets).ToArray());
        Assert.AreEqual(4, pipeline.Dropped);
        await pipeline.ReadAsync(1).ToListAsync();
        Assert.AreEqual(8, pipeline.Dropped);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(4)]
    public async Task An_error_in_a_processor_names_all_and_comes_in_its_place(int workers)
    {
        var pipeline = Pipeline(
            100,
            new PipelineParams { BatchSize = 10, Workers = workers },
            PipelineMode.Evaluation,
            [new FunctionParams(sample => IndexOf(sample) == 57 ? throw new InvalidOperationException("No ink.") : sample)]);
        var read = new List<int>();

        var error = await Assert.ThrowsExactlyAsync<TfaipException>(async () =>
        {
            await foreach (var batch in pipeline.ReadAsync(0)) read.Add(batch.Index);
        });

        Assert.AreEqual("list:57 (sample 57): the processor 'function' failed: InvalidOperationException: No ink.", error.Message);
        Assert.IsInstanceOfType<InvalidOperationException>(error.InnerException);
        CollectionAssert.AreEqual(new[] { 0, 1, 2, 3, 4 }, read);
    }

    [TestMethod]
    public async Task An_error_of_the_source_names_the_sample()
    {
        var source = new TestSource(10, index => Assert.IsTrue(index != 7 ? true : throw new IOException("The disk is gone.")));
        var pipeline = new SamplePipeline(source, [], new PipelineParams(), PipelineMode.Evaluation, seed: 1);

        var error = await Assert.ThrowsExactlyAsync<TfaipException>(async () => await pipeline.ReadAsync(0).ToListAsync());

        Assert.AreEqual("Sample 7 could not be read: IOException: The disk is gone.", error.Message);
    }

    [TestMethod]
    public async Task An_error_of_the_source_that_explains_itself_is_left_as_it_is()
    {
        var source = new TestSource(
            10, index => Assert.IsTrue(index != 7 ? true : throw new TfaipException("rows.csv:8:1: 'x' is not a number.")));
        var pipeline = new SamplePipeline(source, [], new PipelineParams(), PipelineMode.Evaluation, seed: 1);

        var error = await Assert.ThrowsExactlyAsync<TfaipException>(async () => await pipeline.ReadAsync(0).ToListAsync());

        Assert.AreEqual("rows.csv:8:1: 'x' is not a number.", error.Message);
    }

    [TestMethod]
    public async Task Row047_A_slow_consumer_bounds_what_is_read_ahead()
    {
        // Beside the batch that the consumer has, workers + prefetch = 5 are made, of 10 samples each.
        using var full = new SemaphoreSlim(0);
        var source = new TestSource(1000, _ => full.Release());
        var pipeline = new SamplePipeline(
            source, [], new PipelineParams { BatchSize = 10, Workers = 2, Prefetch = 3 }, PipelineMode.Evaluation, seed: 1);
        var batches = pipeline.ReadAsync(0).GetAsyncEnumerator(TestContext.CancellationToken);
        for (var taken = 1; taken <= 3; taken++)
        {
            Assert.IsTrue(await batches.MoveNextAsync());

            // The window is worked off down to the last sample of its last batch, and the workers have nothing else to read.
            for (var reads = taken == 1 ? 60 : 10; reads > 0; reads--) await full.WaitAsync(TestContext.CancellationToken);
            Assert.AreEqual((taken + 5) * 10, source.Reads);
        }

        await batches.DisposeAsync();
        Assert.AreEqual(80, source.Reads);
    }

    [TestMethod]
    public async Task Row046_Leaving_early_waits_for_the_samples_in_work_and_ends_the_workers()
    {
        var running = 0;
        using var gate = new ManualResetEventSlim();
        using var second = new SemaphoreSlim(0);
        var source = new TestSource(1000, index =>
        {
            Interlocked.Increment(ref running);
            if (index >= 10)
            {
                second.Release();
                gate.Wait();
            }

            Interlocked.Decrement(ref running);
        });
        var pipeline = new SamplePipeline(
            source, [], new PipelineParams { BatchSize = 10, Workers = 2, Prefetch = 3 }, PipelineMode.Evaluation, seed: 1);
        var batches = pipeline.ReadAsync(0).GetAsyncEnumerator(TestContext.CancellationToken);
        Assert.IsTrue(await batches.MoveNextAsync());
        await second.WaitAsync(TestContext.CancellationToken);

        var leaving = batches.DisposeAsync();

        Assert.IsFalse(leaving.IsCompleted, "a worker still reads");
        gate.Set();
        await leaving;
        Assert.AreEqual(0, running);
        Assert.IsLessThanOrEqualTo(10 + 2, source.Reads, "a worker goes on to no other sample");
    }

    [TestMethod]
    public async Task Cancelling_ends_a_waiting_consumer_and_the_workers()
    {
        using var cancellation = new CancellationTokenSource();
        var running = 0;
        var source = new TestSource(1000, index =>
        {
            Interlocked.Increment(ref running);
            if (index == 25) cancellation.Cancel();
            Interlocked.Decrement(ref running);
        });
        var pipeline = new SamplePipeline(source, [], new PipelineParams { BatchSize = 10, Workers = 3 }, PipelineMode.Evaluation, seed: 1);

        await Assert.ThrowsAsync<OperationCanceledException>(
            async () => await pipeline.ReadAsync(0, 0, cancellation.Token).ToListAsync(TestContext.CancellationToken));

        Assert.AreEqual(0, running);
        Assert.IsLessThanOrEqualTo(1000 - 100, source.Reads);
    }

    [TestMethod]
    public async Task A_cancelled_token_reads_nothing()
    {
        var source = new TestSource(1000);
        var pipeline = new SamplePipeline(source, [], new PipelineParams(), PipelineMode.Evaluation, seed: 1);

        await Assert.ThrowsAsync<OperationCanceledException>(
            async () => await pipeline.ReadAsync(0, 0, new CancellationToken(true)).ToListAsync());

        Assert.AreEqual(0, source.Reads);
    }

    [TestMethod]
    public async Task Several_readings_of_one_pipeline_do_not_disturb_each_other()
    {
        var pipeline = Pipeline(100, new PipelineParams { BatchSize = 3, Workers = 2 }, PipelineMode.Training, Noisy);
        var expected = await BatchText.ReadAllAsync(pipeline, epoch: 1);

        var readings = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => BatchText.ReadAllAsync(pipeline, epoch: 1))));

        foreach (var reading in readings) CollectionAssert.AreEqual(expected, reading);
    }

    private static SamplePipeline Pipeline(
        int count, PipelineParams parameters, PipelineMode mode, IReadOnlyList<ProcessorParams>? processors = null, ulong seed = 42) =>
        new(new TestSource(count), processors ?? [], parameters, mode, seed);

    private static async Task<long[]> Targets(SamplePipeline pipeline, int epoch) =>
        (await pipeline.ReadAsync(epoch).ToListAsync()).SelectMany(BatchText.Targets).ToArray();

    private static int IndexOf(Sample sample) => (int)(long)sample.Targets["y"];

    private static string BitsOf(Sample sample) => string.Join(' ', (System.Numerics.Tensors.Tensor<float>)sample.Inputs["x"]);
}
