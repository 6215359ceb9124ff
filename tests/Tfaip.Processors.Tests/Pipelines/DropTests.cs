using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Pipelines.Processors;
using Tfaip.Processors.Pipelines.Statistics;
using Tfaip.Processors.Samples;
using Tfaip.Processors.Tests.Pipelines.Sequences;

namespace Tfaip.Processors.Tests.Pipelines;

/// <summary>Samples that are left out, on purpose or for an error.</summary>
[TestClass]
public sealed class DropTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(4)]
    public async Task Row043_Dropped_samples_are_counted_by_reason_and_the_others_come_through(int workers)
    {
        var filter = new FunctionParams(sample => (Number(sample) % 10) switch
        {
            0 or 1 => sample.Drop("no text"),
            2 => null,
            _ => sample,
        });
        var pipeline = Pipeline(100, new() { BatchSize = 8, Workers = workers }, filter, new OddParams());

        var rest = (await pipeline.ReadAsync(0).ToListAsync()).SelectMany(BatchText.Targets).ToArray();

        CollectionAssert.AreEqual(Enumerable.Range(0, 100).Where(i => i % 10 > 2 && i % 2 == 1).Select(i => (long)i).ToArray(), rest);
        CollectionAssert.AreEqual(
            new DropCount[]
            {
                new("odd", "even", false, 30),
                new("function", "no text", false, 20),
                new("function", "no reason given", false, 10)
            },
            pipeline.Statistics.Dropped.ToArray());
        Assert.AreEqual(60, pipeline.Dropped);
    }

    [TestMethod]
    public async Task Reasons_without_number_do_not_fill_the_memory()
    {
        var pipeline = Pipeline(1000, new(), new FunctionParams(sample => sample.Drop($"number {Number(sample)}")));

        Assert.IsEmpty(await pipeline.ReadAsync(0).ToListAsync());

        Assert.HasCount(33, pipeline.Statistics.Dropped);
        Assert.AreEqual(new DropCount("function", "other reasons", false, 968), pipeline.Statistics.Dropped[0]);
    }

    [TestMethod]
    public void A_chain_tells_why_it_drops()
    {
        var chain = new ProcessorChain([new FilterLengthParams { Key = "text", Min = 2, Max = 3 }], PipelineMode.Prediction);

        Assert.IsNull(chain.Process(new Sample().WithInput("text", "a"), 1, 0, 0, out var drop));
        Assert.AreEqual(new SampleDrop("filter_length", "text shorter than 2"), drop);
        Assert.IsNull(chain.Process(new Sample().WithInput("text", "abcd"), 1, 0, 0, out drop));
        Assert.AreEqual(new SampleDrop("filter_length", "text longer than 3"), drop);
        Assert.IsNotNull(chain.Process(new Sample().WithInput("text", "abc"), 1, 0, 0, out drop));
        Assert.IsNull(drop);
        Assert.AreEqual(
            "filter_length: max: the largest length, 1, is less than the smallest, 2.",
            Assert.ThrowsExactly<TfaipException>(() => new FilterLengthParams { Key = "x", Min = 2, Max = 1 }.Create()).Message);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(4)]
    public async Task Row044_Samples_with_errors_are_left_out_and_counted_where_that_is_asked_for(int workers)
    {
        var parameters = new PipelineParams { BatchSize = 5, Workers = workers, OnError = ErrorPolicy.Skip };
        var failing = new FunctionParams(sample => Number(sample) % 50 == 3 ? throw new InvalidOperationException("No ink.") : sample);
        var source = new TestSource(100, index =>
        {
            if (index == 60) throw new TfaipException("rows.csv:61: cut short.");
        });
        var pipeline = new SamplePipeline(source, [failing], parameters, PipelineMode.Evaluation, seed: 1);

        var rest = (await pipeline.ReadAsync(0).ToListAsync()).SelectMany(BatchText.Targets).ToArray();

        CollectionAssert.AreEqual(Enumerable.Range(0, 100).Where(i => i is not (3 or 53 or 60)).Select(i => (long)i).ToArray(), rest);
        CollectionAssert.AreEqual(
            new DropCount[]
            {
                new("function", "InvalidOperationException: No ink.", true, 2),
                new("source", "rows.csv:61: cut short.", true, 1)
            },
            pipeline.Statistics.Dropped.ToArray());
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(4)]
    public async Task Row044_Too_many_errors_end_the_reading_in_any_epoch(int workers)
    {
        var parameters = new PipelineParams { BatchSize = 5, Workers = workers, OnError = ErrorPolicy.Skip, MaxErrors = 2 };
        var failing = new FunctionParams(
            sample => Number(sample) is 3 or 40 or 41 or 42 ? throw new InvalidOperationException("No ink.") : sample);
        var pipeline = Pipeline(100, parameters, failing);
        for (var epoch = 0; epoch < 2; epoch++)
        {
            var read = new List<int>();

            var error = await Assert.ThrowsExactlyAsync<TfaipException>(async () =>
            {
                await foreach (var batch in pipeline.ReadAsync(epoch)) read.Add(batch.Index);
            });

            Assert.AreEqual(
                "3 samples of the epoch failed, more than data.pipeline.max_errors, 2, allows. "
                + "The last one: list:41 (sample 41): the processor 'function' failed: InvalidOperationException: No ink.",
                error.Message);
            CollectionAssert.AreEqual(new[] { 0, 1, 2, 3, 4, 5, 6, 7 }, read);
        }
    }

    [TestMethod]
    public async Task Row044_A_slow_consumer_hears_of_an_error_before_what_waits_for_it()
    {
        using var failed = new ManualResetEventSlim();
        var failing = new FunctionParams(sample =>
        {
            if (Number(sample) is not (6 or 7)) return sample;
            if (Number(sample) == 6) failed.Set();
            throw new InvalidOperationException($"No ink in {Number(sample)}.");
        });
        var pipeline = Pipeline(100, new() { BatchSize = 1, Workers = 2, Prefetch = 8 }, failing);
        await using var batches = pipeline.ReadAsync(0).GetAsyncEnumerator();
        Assert.IsTrue(await batches.MoveNextAsync());
        failed.Wait();

        // The consumer works on its first batch: longer than a failure waits.
        await Task.Delay(TimeSpan.FromMilliseconds(700));
        var error = await Assert.ThrowsExactlyAsync<TfaipException>(async () => await batches.MoveNextAsync());

        Assert.AreEqual("list:6 (sample 6): the processor 'function' failed: InvalidOperationException: No ink in 6.", error.Message);
    }

    private static SamplePipeline Pipeline(int count, PipelineParams parameters, params ProcessorParams[] processors) =>
        new(new TestSource(count), processors, parameters, PipelineMode.Evaluation, seed: 1);

    private static long Number(Sample sample) => (long)sample.Targets["y"];
}
