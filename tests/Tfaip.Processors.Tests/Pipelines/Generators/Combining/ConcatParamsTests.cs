using CsCheck;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Generators.Combining;

namespace Tfaip.Processors.Tests.Pipelines.Generators.Combining;

[TestClass]
public sealed class ConcatParamsTests
{
    [TestMethod]
    public void Sources_follow_one_another_empty_ones_too() => Gen.Int[0, 5].Array[1, 8].Sample(counts =>
    {
        var first = 0;
        var sources = counts.Select(count => new NumbersParams((first += count) - count, count)).ToArray();
        using var source = new ConcatParams { Sources = sources }.Open();
        CollectionAssert.AreEqual(Enumerable.Range(0, counts.Sum()).Select(n => (long)n).ToArray(), NumbersParams.All(source));
    });

    [TestMethod]
    public void The_parts_are_closed_with_the_whole()
    {
        NumbersParams[] parts = [new(0, 1), new(1, 2)];
        var source = new ConcatParams { Sources = parts }.Open();
        Assert.IsTrue(parts.All(part => part.Opened.Count == 1));
        source.Dispose();
        Assert.IsTrue(parts.All(part => part.Opened.Count == 0));
    }

    [TestMethod]
    public void What_was_opened_is_closed_where_a_part_cannot_be()
    {
        var part = new NumbersParams(0, 1);
        var error = Assert.ThrowsExactly<TfaipException>(() => new ConcatParams { Sources = [part, new FailingParams()] }.Open());
        Assert.AreEqual("The disk is gone.", error.Message);
        Assert.IsEmpty(part.Opened);
    }

    [TestMethod]
    public void More_samples_than_there_are_numbers_are_refused()
    {
        var part = new NumbersParams(0, int.MaxValue);
        AssertRefused(
            "The sources have more than 2147483647 samples together; use fewer of them.",
            new ConcatParams { Sources = [part, new NumbersParams(0, 1)] });
        Assert.IsEmpty(part.Opened);
    }

    [TestMethod]
    public void No_source_is_refused() => AssertRefused("There are no sources; give at least one.", new ConcatParams());

    [TestMethod]
    public void An_index_outside_is_refused()
    {
        using var source = new ConcatParams { Sources = [new NumbersParams(0, 2), new NumbersParams(2, 1)] }.Open();
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => source.Read(3));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => source.Read(-1));
    }

    [TestMethod]
    public void Mixed_sources_in_it_go_on_from_epoch_to_epoch()
    {
        var mix = new MixParams
        {
            Sources = [new NumbersParams(0, 100), new NumbersParams(100, 100)],
            Ratios = [1, 1],
            SamplesPerEpoch = 10
        };
        using var alone = mix.Open();
        using var source = new ConcatParams { Sources = [new NumbersParams(1000, 3), mix] }.Open();
        Assert.IsTrue(source.VariesByEpoch);
        for (var epoch = 0; epoch < 3; epoch++)
        {
            CollectionAssert.AreEqual(
                Enumerable.Range(0, 10).Select(i => NumbersParams.NumberOf(alone.Read(i, 5, epoch))).ToArray(),
                Enumerable.Range(3, 10).Select(i => NumbersParams.NumberOf(source.Read(i, 5, epoch))).ToArray());
        }
    }

    private static void AssertRefused(string message, GeneratorParams parameters) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<TfaipException>(() => parameters.Open()).Message);

    private sealed record FailingParams : GeneratorParams
    {
        public override ISampleSource Open() => throw new TfaipException("The disk is gone.");
    }
}
