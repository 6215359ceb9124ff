using CsCheck;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines.Generators.Combining;

namespace Tfaip.Processors.Tests.Pipelines.Generators.Combining;

[TestClass]
public sealed class SplitParamsTests
{
    [TestMethod]
    public void The_parts_have_nothing_in_common_and_all_together() =>
        Gen.Select(Gen.Int[10, 200], Gen.Double[0.1, 0.9], Gen.ULong).Sample((count, share, seed) =>
        {
            var (training, evaluation) = (Part(SplitPart.Training, count, share, seed), Part(SplitPart.Evaluation, count, share, seed));
            Assert.AreEqual(share * count, evaluation.Length, 0.5);
            return training.Concat(evaluation).Order().SequenceEqual(Enumerable.Range(0, count).Select(n => (long)n));
        });

    [TestMethod]
    public void The_parts_are_the_same_each_time_and_others_for_another_seed()
    {
        var once = Part(SplitPart.Evaluation, 1000, 0.2, 7);
        CollectionAssert.AreEqual(once, Part(SplitPart.Evaluation, 1000, 0.2, 7));
        CollectionAssert.AreNotEquivalent(once, Part(SplitPart.Evaluation, 1000, 0.2, 8));

        // Held out at random, not in a row: 200 of 1000 numbers have a mean near 499.5, with a deviation of 288.7 · sqrt(0.8 / 200), 18.
        Assert.AreEqual(499.5, once.Average(), 80);
    }

    [TestMethod]
    public void A_sample_keeps_its_source()
    {
        using var source = new SplitParams { Source = new NumbersParams(0, 10), Part = SplitPart.Training }.Open();
        for (var i = 0; i < source.Count; i++) Assert.AreEqual($"numbers:{NumbersParams.NumberOf(source.Read(i))}", source.Read(i).Source);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => source.Read(9));
    }

    [TestMethod]
    [DataRow(1, 0.5, "A source of 1 sample cannot be split with share: 0.5, which leaves one part empty.")]
    [DataRow(4, 0.1, "A source of 4 samples cannot be split with share: 0.1, which leaves one part empty.")]
    [DataRow(4, 0.95, "A source of 4 samples cannot be split with share: 0.95, which leaves one part empty.")]
    [DataRow(4, 1.0, "split: share must be greater than 0 and less than 1, not 1.")]
    [DataRow(4, double.NaN, "split: share must be greater than 0 and less than 1, not NaN.")]
    public void A_part_without_samples_is_refused(int count, double share, string message)
    {
        var numbers = new NumbersParams(0, count);
        AssertRefused(message, new() { Source = numbers, Part = SplitPart.Training, Share = share });
        Assert.IsEmpty(numbers.Opened);
    }

    [TestMethod]
    public void A_source_that_has_other_samples_in_each_epoch_is_refused() => AssertRefused(
        "A source that has other samples in each epoch, such as a mix, cannot be split: the parts would have samples in common. Split the "
        + "sources that are mixed.",
        new()
        {
            Source = new ConcatParams
            {
                Sources = [new NumbersParams(0, 9), new MixParams { Sources = [new NumbersParams(0, 9)], Ratios = [1] }]
            },
            Part = SplitPart.Training,
        });

    private static long[] Part(SplitPart part, int count, double share, ulong seed)
    {
        using var source = new SplitParams { Source = new NumbersParams(0, count), Part = part, Share = share, Seed = seed }.Open();
        return NumbersParams.All(source);
    }

    private static void AssertRefused(string message, SplitParams parameters) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<TfaipException>(() => parameters.Open()).Message);
}
