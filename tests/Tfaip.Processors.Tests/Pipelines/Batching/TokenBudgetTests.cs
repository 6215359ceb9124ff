using CsCheck;
using Tfaip.Processors.Pipelines.Batching;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Tests.Pipelines.Batching;

[TestClass]
public sealed class TokenBudgetTests
{
    [TestMethod]
    public void Row053_Batches_keep_to_the_budget_and_none_could_take_one_more() =>
        Gen.Select(Gen.Int[0, 30].Array[0, 60], Gen.Int[1, 80], Gen.Int[1, 12].Nullable()).Sample((lengths, budget, most) =>
        {
            var parameters = new PipelineParams
            {
                Padding = new Dictionary<string, double> { ["x"] = 0 },
                Batching = new TokenBudgetParams { Key = "x", MaxTokens = budget, MaxSamples = most },
            };
            var batches = new SamplePipeline(new VectorSource(lengths), [], parameters, PipelineMode.Evaluation, seed: 1)
                .Read(0).Select(batch => BatchText.Targets(batch).Select(y => lengths[y]).ToArray()).ToList();

            return batches.SelectMany(batch => batch).SequenceEqual(lengths)
                && batches.All(batch => batch.Length == 1 || (Tokens(batch) <= budget && batch.Length <= (most ?? int.MaxValue)))
                && batches.Zip(batches.Skip(1)).All(pair => Tokens([.. pair.First, pair.Second[0]]) > budget || pair.First.Length == most);
        }, iter: 60);

    [TestMethod]
    public void Row053_Planned_batches_are_those_of_a_simple_loop_over_the_sorted_lengths() =>
        Gen.Select(Gen.Int[0, 30].Array[0, 60], Gen.Int[1, 200], Gen.Int[1, 12]).Sample((lengths, budget, most) =>
        {
            var rest = lengths.Select((length, index) => (length, index)).OrderBy(item => item).ToList();
            var expected = new List<string>();
            while (rest.Count > 0)
            {
                // The most samples from the shortest on whose padded rectangle keeps to the budget, at least one.
                var count = Enumerable.Range(1, Math.Min(most, rest.Count)).Last(n => n == 1 || n * rest[n - 1].length <= budget);
                expected.Add(string.Join(' ', rest.Take(count).Select(item => item.index)));
                rest.RemoveRange(0, count);
            }

            return LengthBatches.Plan(lengths, budget, most).Select(batch => string.Join(' ', batch)).SequenceEqual(expected);
        });

    private static int Tokens(int[] lengths) => lengths.Length * lengths.Max();
}
