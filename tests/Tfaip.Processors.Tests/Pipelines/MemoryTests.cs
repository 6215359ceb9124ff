using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Pipelines.Sequences;
using Tfaip.Processors.Pipelines.Statistics;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Tests.Pipelines;

#pragma warning disable CA2201 // These are the errors of the runtime and of LibTorch that are told apart.

/// <summary>What a pipeline holds, and what happens where memory is at its end.</summary>
[TestClass]
public sealed class MemoryTests
{
    private static readonly PipelineParams Skipping =
        new() { BatchSize = 4, Workers = 2, Prefetch = 3, OnError = ErrorPolicy.Skip, Shuffle = false };

    public static IEnumerable<object[]> Shortages() =>
    [
        [new OutOfMemoryException("none left")],
        [new InsufficientMemoryException("none left")],
        [new InvalidOperationException("a library failed", new OutOfMemoryException("none left"))],
        [new AggregateException(new OutOfMemoryException("none left"))],
        [new ExternalException(
            "[enforce fail at alloc_cpu.cpp:124] DefaultCPUAllocator: can't allocate memory: you tried to allocate 4 bytes.")],
        [new TfaipException("an image cannot be read", new ExternalException("CUDA out of memory. Tried to allocate 2.00 GiB"))],
    ];

    [TestMethod]
    [DynamicData(nameof(Shortages))]
    public async Task Memory_at_its_end_ends_the_run_and_never_counts_as_a_bad_sample(Exception shortage)
    {
        foreach (var (source, processors) in new (TestSource, ProcessorParams[])[]
        {
            (new TestSource(20, index => { if (index == 9) throw shortage; }), []),
            (new TestSource(20), [new FunctionParams(sample => (long)sample.Targets["y"] == 9 ? throw shortage : sample)]),
            (new TestSource(20), [
                new RepeatParams { Count = 1 }, new FunctionParams(sample => (long)sample.Targets["y"] == 9 ? throw shortage : sample)
            ]),
        })
        {
            var pipeline = new SamplePipeline(source, processors, Skipping, PipelineMode.Training, seed: 1);

            var error = await Assert.ThrowsExactlyAsync<TfaipException>(async () => await pipeline.ReadAsync(0).ToListAsync());

            Assert.AreEqual(
                $"Memory is at its end while samples are read ({CauseText.Explain(shortage)}). Up to 5 batches of 4 samples wait for the "
                + "consumer (data.pipeline.batch_size 4, workers 2, prefetch 3). Lower them.",
                error.Message);
            Assert.AreSame(shortage, error.InnerException);
            Assert.ThrowsExactly<TfaipException>(() => pipeline.Read(0).ToList());
        }
    }

    [TestMethod]
    public async Task Other_errors_of_samples_are_counted_still()
    {
        var pipeline = new SamplePipeline(
            new TestSource(20, index =>
            {
                if (index == 9)
                    throw new ExternalException("the disk is out of order");
            }), [], Skipping, PipelineMode.Training, seed: 1);
        Assert.AreEqual(19, (await pipeline.ReadAsync(0).ToListAsync()).Sum(batch => batch.Count));
    }

    [TestMethod]
    public async Task What_preloading_holds_is_named()
    {
        var reads = 0;
        var source = new TestSource(20, _ => { if (++reads == 9) throw new OutOfMemoryException("none left"); });
        var pipeline = new SamplePipeline(source, [], Skipping with { Preload = true, Workers = 1 }, PipelineMode.Training, seed: 1);

        var error = await Assert.ThrowsExactlyAsync<TfaipException>(async () => await pipeline.ReadAsync(0).ToListAsync());

        Assert.AreEqual(
            "Memory is at its end while samples are read (OutOfMemoryException: none left). data.pipeline.preload keeps 8 of 20 samples, "
            + "3.7 kB; all would take about 9.4 kB. Up to 4 batches of 4 samples wait for the consumer (data.pipeline.batch_size 4, "
            + "workers 1, prefetch 3). Set preload to false, or lower them.",
            error.Message);
    }

    [TestMethod]
    public void Preloading_that_will_not_fit_ends_after_its_first_samples()
    {
        var reader = new SampleReader(
            new TestSource(10_000), new MappingStage([]), new PipelineParams { Preload = true }, available: 1_000_000);
        var meter = new WorkMeter(1);

        var error = Assert.ThrowsExactly<TfaipException>(
            () => reader.Read([.. Enumerable.Range(0, 10_000)], new(1, 0), meter, CancellationToken.None));

        Assert.AreEqual(
            "data.pipeline.preload would keep about 4.7 MB for 10000 samples; 256 take 120.6 kB, and there are 1 MB of "
            + "memory. Set preload to false.", error.Message);
        Assert.AreEqual(256, reader.Preload!.Samples);
    }

    [TestMethod]
    public async Task Samples_of_a_batch_share_its_memory_and_keep_their_values()
    {
        var source = new VectorSource(40, 30, 20, 50);
        var parameters = new PipelineParams
        {
            BatchSize = 4,
            Workers = 1,
            Shuffle = false,
            Padding = new Dictionary<string, double> { ["x"] = 0 }
        };
        var batch = (await new SamplePipeline(source, [], parameters, PipelineMode.Evaluation, seed: 1).ReadAsync(0)
            .ToListAsync()).Single();

        var stacked = (Tensor<float>)batch.Inputs["x"];
        for (var i = 0; i < 4; i++)
        {
            var (own, expected) = ((Tensor<float>)batch.Samples[i].Inputs["x"], (Tensor<float>)source.Read(i).Inputs["x"]);
            CollectionAssert.AreEqual(Dense.ToArray(expected), Dense.ToArray(own));
            stacked[i, 3] = 1234;
            Assert.AreEqual(1234, own[3]);
            Assert.IsTrue(own.IsDense);
        }
    }
}
