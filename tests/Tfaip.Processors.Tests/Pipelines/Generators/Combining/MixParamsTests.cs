using CsCheck;
using Tfaip.Parameters;
using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Json;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Pipelines.Generators.Combining;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Tests.Pipelines.Generators.Combining;

[TestClass]
public sealed class MixParamsTests
{
    [TestMethod]
    public void An_epoch_has_each_source_in_its_ratio_exactly_and_in_a_random_order()
    {
        using var source = Mix([3, 1], 40_000, (0, 8_000), (8_000, 12_000)).Open();

        var first = Enumerable.Range(0, 10_000).Count(i => Draw(source, i, seed: 1, epoch: 0) < 8_000);
        var all = Enumerable.Range(0, source.Count).Count(i => Draw(source, i, seed: 1, epoch: 0) < 8_000);

        Assert.AreEqual(40_000, source.Count);
        Assert.AreEqual(30_000, all);

        // Drawn without replacement, the share of 10,000 of 40,000 has the deviation sqrt(0.75 · 0.25 / 10,000 · 30,000 / 39,999), 0.4 %.
        Assert.AreEqual(7_500, first, 300);
    }

    [TestMethod]
    public void Every_sample_of_a_source_comes_before_one_comes_again_over_the_ends_of_epochs()
    {
        using var source = Mix([2, 1], 9, (0, 7), (100, 5)).Open();

        // Six draws of the first source and three of the second one an epoch.
        var draws = Enumerable.Range(0, 35).SelectMany(epoch => Epoch(source, seed: 3, epoch)).ToArray();
        var (first, second) = (draws.Where(n => n < 100).ToArray(), draws.Where(n => n >= 100).ToArray());
        Assert.AreEqual((210, 105), (first.Length, second.Length));

        // 210 draws are 30 whole passes over 7 samples, 105 are 21 over 5.
        Assert.IsTrue(first.CountBy(n => n).All(entry => entry.Value == 30));
        Assert.IsTrue(second.CountBy(n => n).All(entry => entry.Value == 21));

        // In the order of the passes: of the epochs 0 to 6, with 42 draws, each sample has come six times.
        Assert.IsTrue(draws.Take(63).Where(n => n < 100).CountBy(n => n).All(entry => entry.Value == 6));
    }

    [TestMethod]
    public void A_sample_is_a_function_of_seed_epoch_and_index_alone()
    {
        var parameters = Mix([1, 2, 3], 60, (0, 10), (100, 30), (1000, 50));
        using var one = parameters.Open();
        using var other = parameters.Open();
        Gen.Select(Gen.ULong, Gen.Int[0, 1_000_000], Gen.Int[0, 59])
            .Sample((seed, epoch, index) => Draw(one, index, seed, epoch) == Draw(other, index, seed, epoch), threads: 4);

        var reference = Epoch(one, 1, 0);
        CollectionAssert.AreEqual(reference, Epoch(other, 1, 0));
        CollectionAssert.AreNotEqual(reference, Epoch(one, 2, 0));
        CollectionAssert.AreNotEqual(reference, Epoch(one, 1, 1));
        CollectionAssert.AreEqual(Epoch(one, 0, 0), NumbersParams.All(one));
    }

    [TestMethod]
    public void Any_ratios_are_met_to_within_one_sample() =>
        Gen.Select(Gen.Double[0.01, 100].Array[1, 6], Gen.Int[2000, 5000]).Sample((ratios, count) =>
        {
            var parts = MixRatios.Divide(count, ratios);
            return parts.Sum() == count && parts.Zip(ratios).All(pair => Math.Abs(pair.First - (pair.Second / ratios.Sum() * count)) < 1);
        });

    [TestMethod]
    public async Task A_pipeline_draws_anew_each_epoch()
    {
        using var source = Mix([3, 1], null, (0, 60), (100, 20)).Open();
        var pipeline = new SamplePipeline(source, [], new PipelineParams { BatchSize = 16, Workers = 4 }, PipelineMode.Training, seed: 9);
        var epochs = new List<long[]>();
        for (var epoch = 0; epoch < 2; epoch++)
        {
            var numbers = new List<long>();
            await foreach (var batch in pipeline.ReadAsync(epoch)) numbers.AddRange(batch.Samples.Select(NumbersParams.NumberOf));
            epochs.Add([.. numbers]);
        }

        // 60 and 20 draws are one whole pass of each source.
        foreach (var numbers in epochs)
            CollectionAssert.AreEquivalent(
                Enumerable.Range(0, 60).Concat(Enumerable.Range(100, 20)).Select(n => (long)n).ToArray(), numbers);
        CollectionAssert.AreNotEqual(epochs[0], epochs[1]);
    }

    [TestMethod]
    [DataRow(new double[] { 1 }, "mix: ratios: give one ratio for each source; there is 1 ratio for 2 sources.")]
    [DataRow(new double[0], "mix: ratios: give one ratio for each source; there are 0 ratios for 2 sources.")]
    [DataRow(new double[] { 1, 0 }, "mix: ratios: a ratio is a finite number greater than 0, not 0.")]
    [DataRow(new[] { 1, double.NaN }, "mix: ratios: a ratio is a finite number greater than 0, not NaN.")]
    [DataRow(new[] { 0.5, double.PositiveInfinity }, "mix: ratios: a ratio is a finite number greater than 0, not Infinity.")]
    public void Ratios_that_do_not_fit_are_refused(double[] ratios, string message) =>
        AssertRefused(message, Mix(ratios, null, (0, 5), (5, 5)));

    [TestMethod]
    public void A_source_without_samples_is_refused() =>
        AssertRefused("The source 1, counted from 0, of a mix is empty.", Mix([1, 1], null, (0, 5), (5, 0)));

    [TestMethod]
    public void A_source_that_would_never_be_drawn_is_refused() => AssertRefused(
        "In an epoch of 10 samples there is none of the source 1, counted from 0: its ratio is too small. Give a larger samples_per_epoch.",
        Mix([100, 1], null, (0, 5), (5, 5)));

    [TestMethod]
    public void Ratios_in_a_file_are_refused_with_their_place()
    {
        var json = """
            {"type": "mix", "ratios": [1, 2, 3], "sources": [{"type": "idx", "images": "a"}, {"type": "idx", "images": "b"}]}
            """;
        var error = Assert.ThrowsExactly<ConfigurationException>(
            () => ParameterBinder.Bind<GeneratorParams>(JsonNodes.Read(json, "x.json"), ProcessorCatalog.Default));
        Assert.AreEqual("x.json:1:27: ratios: give one ratio for each source; there are 3 ratios for 2 sources.", error.Message);
    }

    private static MixParams Mix(double[] ratios, int? samples, params (int First, int Count)[] parts) =>
        new()
        {
            Sources = [.. parts.Select(part => new NumbersParams(part.First, part.Count))],
            Ratios = ratios,
            SamplesPerEpoch = samples
        };

    private static long Draw(ISampleSource source, int index, ulong seed, int epoch) =>
        NumbersParams.NumberOf(source.Read(index, seed, epoch));

    private static long[] Epoch(ISampleSource source, ulong seed, int epoch) =>
        [.. Enumerable.Range(0, source.Count).Select(i => Draw(source, i, seed, epoch))];

    private static void AssertRefused(string message, MixParams parameters)
    {
        Assert.AreEqual(message, Assert.ThrowsExactly<TfaipException>(() => parameters.Open()).Message);
        Assert.IsTrue(parameters.Sources.Cast<NumbersParams>().All(part => part.Opened.Count == 0));
    }
}
