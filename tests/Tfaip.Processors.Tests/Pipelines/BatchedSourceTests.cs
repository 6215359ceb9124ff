using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Batching;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Pipelines.Sequences;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Tests.Pipelines;

[TestClass]
public sealed class BatchedSourceTests
{
    // Batches of 1, 2, 3, … samples.
    private static readonly int[][] Growing = [[0], [1, 2], [3, 4, 5], [6, 7, 8, 9]];

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    public async Task Row052_Batches_are_those_that_the_source_makes(int workers)
    {
        var pipeline = Pipeline(
            new() { BatchSize = 2, Workers = workers, DropRemainder = true },
            PipelineMode.Evaluation,
            new FunctionParams(sample => sample.WithTarget("y", (long)sample.Targets["y"] * 10)));

        var batches = await pipeline.ReadAsync(0).ToListAsync();

        Assert.AreEqual(4, pipeline.BatchesPerEpoch);
        Assert.AreEqual("0 | 10 20 | 30 40 50 | 60 70 80 90", Text(batches));
    }

    [TestMethod]
    public async Task Row052_Training_sees_the_batches_in_another_order_and_can_go_on_from_any()
    {
        var pipeline = Pipeline(new(), PipelineMode.Training);
        var orders = new HashSet<string>();
        for (var epoch = 0; epoch < 20; epoch++)
        {
            var batches = await pipeline.ReadAsync(epoch).ToListAsync();
            CollectionAssert.AreEquivalent(
                Growing.Select(batch => string.Join(' ', batch)).ToArray(), batches.Select(batch => Text([batch])).ToArray());
            Assert.AreEqual(Text(batches.Skip(2)), Text(await pipeline.ReadAsync(epoch, 2).ToListAsync()));
            orders.Add(Text(batches));
        }

        Assert.IsGreaterThan(5, orders.Count);
    }

    [TestMethod]
    public async Task A_limit_cuts_the_batches()
    {
        Assert.AreEqual("0 | 1 2 | 3 4", Text(await Pipeline(new() { Limit = 5 }, PipelineMode.Evaluation).ReadAsync(0).ToListAsync()));
        Assert.AreEqual("0 | 1 2", Text(await Pipeline(new() { Limit = 3 }, PipelineMode.Evaluation).ReadAsync(0).ToListAsync()));
    }

    [TestMethod]
    public void Nothing_else_may_make_batches()
    {
        var error = Assert.ThrowsExactly<TfaipException>(
            () => Pipeline(new() { Batching = new TokenBudgetParams { Key = "x" } }, PipelineMode.Evaluation));
        Assert.AreEqual("The generator makes the batches itself: data.pipeline.batching must be left out.", error.Message);

        error = Assert.ThrowsExactly<TfaipException>(() => Pipeline(new(), PipelineMode.Training, new RepeatParams()));
        Assert.AreEqual(
            "The generator makes the batches itself, so that no processor may change their number: leave out 'repeat'.", error.Message);

        var wrong = Assert.ThrowsExactly<ArgumentException>(() => new BatchedSource(new TestSource(3), [[0], [1, 3]]));
        Assert.AreEqual("The batch 1, [1, 3], must have at least one index, each below 3. (Parameter 'batches')", wrong.Message);
    }

    private static SamplePipeline Pipeline(PipelineParams parameters, PipelineMode mode, params ProcessorParams[] processors) =>
        new(new BatchedSource(new TestSource(10), Growing), processors, parameters, mode, seed: 1);

    private static string Text(IEnumerable<Batch> batches) =>
        string.Join(" | ", batches.Select(batch => string.Join(' ', BatchText.Targets(batch))));
}
