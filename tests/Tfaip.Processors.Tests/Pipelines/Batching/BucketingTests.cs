using CsCheck;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines.Batching;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Tests.Pipelines.Batching;

[TestClass]
public sealed class BucketingTests
{
    [TestMethod]
    public void Row051_Automatic_sizes_hold_the_number_of_elements()
    {
        // batch_size * 40 / boundary, rounded down: 4 * 40 / 10, 4 * 40 / 20, 4 * 40 / 40, and 4 for what is longer.
        CollectionAssert.AreEqual(new[] { 16, 8, 4, 4 }, Sizes([10, 20, 40]));
        CollectionAssert.AreEqual(new[] { 3, 1, 1 }, Sizes([3, 10], batchSize: 1));
        CollectionAssert.AreEqual(new[] { 7, 5, 3 }, Sizes([10, 20], explicitSizes: [7, 5, 3]));

        static int[] Sizes(int[] boundaries, int batchSize = 4, int[]? explicitSizes = null) =>
            [.. new BucketBatcher(new() { Key = "x", Boundaries = boundaries, BatchSizes = explicitSizes }, batchSize, false).Sizes];
    }

    [TestMethod]
    public void Row051_Each_batch_is_of_one_bucket_and_full_but_for_the_last_of_it() =>
        Gen.Select(Gen.Int[1, 60].Array[0, 80], Gen.Int[1, 5], Gen.Bool, Gen.Bool).Sample((lengths, batchSize, isExplicit, remainder) =>
        {
            int[] boundaries = [10, 20, 40];
            int[] sizes = isExplicit ? [5, 4, 3, 2] : [4 * batchSize, 2 * batchSize, batchSize, batchSize];
            var parameters = new PipelineParams
            {
                BatchSize = batchSize,
                DropRemainder = remainder,
                Workers = 2,
                Padding = new Dictionary<string, double> { ["x"] = 0 },
                Batching = new BucketingParams { Key = "x", Boundaries = boundaries, BatchSizes = isExplicit ? sizes : null },
            };
            var batches = new SamplePipeline(new VectorSource(lengths), [], parameters, PipelineMode.Training, seed: 1).Read(0).ToList();
            var buckets = batches.Select(batch =>
                batch.Samples.Select(sample => BucketOf(lengths[(long)sample.Targets["y"]])).Distinct().ToArray()).ToList();
            var counts = batches.Select(batch => batch.Count).ToList();

            if (buckets.Any(bucket => bucket.Length != 1)) return false;
            foreach (var (bucket, size) in sizes.Index())
            {
                var own = counts.Where((_, i) => buckets[i][0] == bucket).ToList();
                var all = lengths.Count(length => BucketOf(length) == bucket);
                if (!own.SequenceEqual(Enumerable.Repeat(size, all / size).Concat(all % size > 0 && !remainder ? [all % size] : [])))
                    return false;
            }

            return true;

            int BucketOf(int length) => boundaries.Count(end => end < length);
        }, iter: 50);

    [TestMethod]
    public void A_batch_comes_when_its_bucket_is_full_and_rests_come_last()
    {
        var parameters = new PipelineParams
        {
            BatchSize = 2,
            Padding = new Dictionary<string, double> { ["x"] = 0 },
            Batching = new BucketingParams { Key = "x", Boundaries = [2], BatchSizes = [2, 2] },
        };
        var pipeline = new SamplePipeline(new VectorSource(5, 1, 6, 7, 2, 1), [], parameters, PipelineMode.Evaluation, seed: 1);

        Assert.AreEqual(
            "0 2 | 1 4 | 5 | 3", string.Join(" | ", pipeline.Read(0).Select(batch => string.Join(' ', BatchText.Targets(batch)))));
    }

    [TestMethod]
    public void Lengths_are_those_of_texts_and_bytes_and_numbers_too()
    {
        var sample = new Sample().WithInput("text", "abc").WithInput("bytes", new byte[5]).WithTarget("number", 7)
            .WithMeta(Sample.SourceKey, "list:0");

        Assert.AreEqual(3, ValueLength.Of(sample, "text", 0, "bucketing"));
        Assert.AreEqual(5, ValueLength.Of(sample, "bytes", 0, "bucketing"));
        Assert.AreEqual(7, ValueLength.Of(sample, "number", 0, "bucketing"));
        Assert.AreEqual(
            "list:0: has no input or target 'x', by whose length 'bucketing' goes; it has bytes, text, number.",
            Assert.ThrowsExactly<TfaipException>(() => ValueLength.Of(sample, "x", 0, "bucketing")).Message);
        Assert.AreEqual(
            "list:0: 'y' is a float32 number, which has no axis 0, by whose length 'bucketing' goes.",
            Assert.ThrowsExactly<TfaipException>(() => ValueLength.Of(sample.WithInput("y", 1f), "y", 0, "bucketing")).Message);
    }

    [TestMethod]
    public void Rules_are_held()
    {
        Assert.AreEqual(
            "bucketing: boundaries: the boundaries [3, 3] must be at least one, 1 or more, each larger than the one before.",
            Assert.ThrowsExactly<TfaipException>(() => new BucketingParams { Key = "x", Boundaries = [3, 3] }.Create(1, false)).Message);
        Assert.AreEqual(
            "bucketing: batch_sizes: the batch sizes [3] must be 2, one for each bucket, each 1 or more: the 1 boundaries make one bucket "
            + "more than they are.",
            Assert.ThrowsExactly<TfaipException>(() =>
                new BucketingParams { Key = "x", Boundaries = [3], BatchSizes = [3] }.Create(1, false)).Message);
    }
}
