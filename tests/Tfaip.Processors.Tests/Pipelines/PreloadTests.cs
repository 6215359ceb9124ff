using System.Collections.Concurrent;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Pipelines.Sequences;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Tests.Pipelines;

[TestClass]
public sealed class PreloadTests
{
    private static readonly PipelineParams Preloaded = new() { BatchSize = 3, Workers = 2, Preload = true };

    [TestMethod]
    public async Task Row058_Source_and_leading_processors_run_once_and_the_others_in_every_epoch()
    {
        var calls = new ConcurrentDictionary<string, int>();
        var source = new TestSource(20);
        ProcessorParams[] processors = [Counted("first"), Counted("uncacheable", isCacheable: false), Counted("last")];
        var pipeline = new SamplePipeline(source, processors, Preloaded, PipelineMode.Training, seed: 1);

        for (var epoch = 0; epoch < 3; epoch++) await pipeline.ReadAsync(epoch).ToListAsync();

        Assert.AreEqual(20, source.Reads);
        Assert.AreEqual((20, 60, 60), (calls["first"], calls["uncacheable"], calls["last"]));

        CountedParams Counted(string name, bool isCacheable = true) =>
            new(isCacheable, () => calls.AddOrUpdate(name, 1, (_, count) => count + 1));
    }

    [TestMethod]
    public async Task Row058_Batches_are_those_that_are_made_without()
    {
        // Some samples draw random numbers in the second processor, and others only in the third.
        var sometimes = new SometimesParams();
        foreach (ProcessorParams[] processors in new ProcessorParams[][]
        {
            [new NoiseParams(DropShare: 0.3), new NoiseParams()],
            [
                new FunctionParams(sample => (long)sample.Targets["y"] % 5 == 0 ? sample.Drop("fifth") : sample),
                sometimes,
                new NoiseParams()
            ],
            [sometimes, new RepeatParams(), new NoiseParams(), new ShuffleParams { BufferSize = 5 }],
        })
        {
            var preloaded = new SamplePipeline(new TestSource(40), processors, Preloaded, PipelineMode.Training, seed: 3);
            var online = new SamplePipeline(
                new TestSource(40), processors, Preloaded with { Preload = false }, PipelineMode.Training, seed: 3);
            foreach (var epoch in new[] { 0, 1, 2, 1 })
            {
                CollectionAssert.AreEqual(await BatchText.ReadAllAsync(online, epoch), await BatchText.ReadAllAsync(preloaded, epoch));
                Assert.AreEqual(online.Dropped, preloaded.Dropped);
            }
        }
    }

    [TestMethod]
    public async Task A_sample_that_drew_no_random_number_is_kept_and_one_that_did_is_processed_again()
    {
        var sometimes = new SometimesParams();
        var pipeline = new SamplePipeline(new TestSource(20), [sometimes], Preloaded, PipelineMode.Training, seed: 1);

        for (var epoch = 0; epoch < 3; epoch++) await pipeline.ReadAsync(epoch).ToListAsync();

        Assert.AreEqual(10 + (3 * 10), sometimes.Calls.Count);
    }

    [TestMethod]
    public async Task What_could_not_be_read_is_not_kept()
    {
        var isBroken = true;
        var source = new TestSource(6, index =>
        {
            if (index == 4 && isBroken) throw new IOException("Not yet.");
        });
        var pipeline = new SamplePipeline(source, [], Preloaded with { OnError = ErrorPolicy.Skip }, PipelineMode.Evaluation, seed: 1);

        Assert.AreEqual(5, (await pipeline.ReadAsync(0).ToListAsync()).Sum(batch => batch.Count));
        isBroken = false;
        Assert.AreEqual(6, (await pipeline.ReadAsync(0).ToListAsync()).Sum(batch => batch.Count));
        Assert.AreEqual(7, source.Reads);
    }

    private sealed record CountedParams(bool IsCacheable, Action Called) : ProcessorParams
    {
        public override Processor Create() => new Counting(this);

        private sealed class Counting(CountedParams parameters) : Processor
        {
            public override bool IsCacheable => parameters.IsCacheable;

            public override Sample? Process(Sample sample, ref SampleRandom random)
            {
                parameters.Called();
                return sample;
            }
        }
    }

    /// <summary>Draws a random number for samples with an odd target alone.</summary>
    private sealed record SometimesParams : ProcessorParams
    {
        public ConcurrentBag<long> Calls { get; } = [];

        public override Processor Create() => new Sometimes(Calls);

        private sealed class Sometimes(ConcurrentBag<long> calls) : Processor
        {
            public override Sample? Process(Sample sample, ref SampleRandom random)
            {
                var y = (long)sample.Targets["y"];
                calls.Add(y);
                return y % 2 == 0 ? sample : sample.WithTarget("y", y + (1000L * random.NextInt32(1000)));
            }
        }
    }
}
