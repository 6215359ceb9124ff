using Tfaip.Processors.Pipelines.Batching;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Pipelines.Generators.Combining;
using Tfaip.Processors.Pipelines.Generators.Csv;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Tests.Pipelines.Generators;

/// <summary>Generators within the pipeline.</summary>
[TestClass]
public sealed class GeneratorPipelineTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public async Task Row057_A_column_of_lengths_groups_rows_into_batches_of_a_budget()
    {
        var path = _folder.Write("rows.tsv", "text\tbins\na\t3\nb\t1\nc\t4\nd\t2\ne\t2\n");
        using var source = new CsvParams
        {
            Path = path,
            Delimiter = "\t",
            HasHeader = true,
            Inputs = new Dictionary<string, string> { ["text"] = "text as string", ["bins"] = "bins as int64" },
        }.Open();
        var pipeline = new SamplePipeline(
            source,
            [],
            new PipelineParams { Batching = new TokenBudgetParams { Key = "bins", MaxTokens = 8 } },
            PipelineMode.Evaluation,
            seed: 1);

        // Samples times the largest: 2 · 3 and not 3 · 4; 2 · 4 and not 3 · 4; 1 · 2.
        var batches = await pipeline.ReadAsync(0).Select(batch => string.Concat(batch.Samples.Select(sample => sample.Inputs["text"])))
            .ToListAsync();
        Assert.AreEqual("ab cd e", string.Join(' ', batches));
    }

    [TestMethod]
    public async Task A_mix_is_drawn_anew_each_epoch_even_where_samples_are_kept()
    {
        using var source = new MixParams
        {
            Sources = [new NumbersParams(0, 300), new NumbersParams(1000, 300)],
            Ratios = [3, 1],
            SamplesPerEpoch = 100
        }.Open();
        var pipeline = new SamplePipeline(
            source, [], new PipelineParams { BatchSize = 10, Preload = true, Shuffle = false }, PipelineMode.Training, seed: 5);
        for (var epoch = 0; epoch < 3; epoch++)
        {
            var numbers = await pipeline.ReadAsync(epoch).SelectMany(batch => batch.Samples).Select(NumbersParams.NumberOf).ToListAsync();
            CollectionAssert.AreEqual(
                Enumerable.Range(0, 100).Select(i => NumbersParams.NumberOf(source.Read(i, 5, epoch))).ToArray(), numbers.ToArray());
            Assert.AreEqual(75, numbers.Count(n => n < 1000));
        }
    }
}
