using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Batching;

/// <summary>Batches of samples of similar length.</summary>
internal sealed class BucketBatcher : Batcher
{
    private readonly BucketingParams _parameters;
    private readonly int[] _boundaries;
    private readonly bool _dropRemainder;
    private readonly int _batchSize;

    public BucketBatcher(BucketingParams parameters, int batchSize, bool dropRemainder)
    {
        Rules.Check(parameters);
        (_parameters, _batchSize, _dropRemainder) = (parameters, batchSize, dropRemainder);
        _boundaries = [.. parameters.Boundaries];
        Sizes = parameters.BatchSizes
        ?? [
            .. _boundaries.Select(end => (int)Math.Clamp((long)batchSize * _boundaries[^1] / end, 1, int.MaxValue)),
            batchSize,
        ];
    }

    /// <summary>The batch size of each bucket.</summary>
    public IReadOnlyList<int> Sizes { get; }

    public override IEnumerable<IReadOnlyList<Sample>> Batch(IEnumerable<Sample> samples)
    {
        var buckets = Sizes.Select(_ => new List<Sample>()).ToArray();
        foreach (var sample in samples)
        {
            var bucket = BucketOf(LengthOf(sample));
            buckets[bucket].Add(sample);
            if (buckets[bucket].Count < Sizes[bucket]) continue;
            yield return buckets[bucket];
            buckets[bucket] = [];
        }

        if (_dropRemainder) yield break;
        foreach (var rest in buckets.Where(bucket => bucket.Count > 0)) yield return rest;
    }

    public override long EstimateBatches(long samples) => new SizeBatcher(_batchSize, _dropRemainder).EstimateBatches(samples);

    // What comes to each bucket in all, cut into batches: a bucket that has few samples fills too late to be seen among the first batches.
    protected internal override EpochSize Estimate(IEnumerable<Sample> first, double parts)
    {
        var counts = new long[Sizes.Count];
        foreach (var sample in first) counts[BucketOf(LengthOf(sample))]++;
        var batches = counts.Zip(Sizes, (count, size) => count * parts / size)
            .Sum(full => _dropRemainder ? Math.Floor(full) : Math.Ceiling(full));
        return new((int)Math.Min(batches, SamplePipeline.EndOfEpoch - 1), batches > 0 ? counts.Sum() * parts / batches : 1, IsExact: false);
    }

    private long LengthOf(Sample sample) => ValueLength.Of(sample, _parameters.Key, _parameters.Axis, "bucketing");

    private int BucketOf(long length)
    {
        var place = Array.FindIndex(_boundaries, end => length <= end);
        return place < 0 ? _boundaries.Length : place;
    }
}
