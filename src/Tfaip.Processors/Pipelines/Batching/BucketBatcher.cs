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
        Sizes = parameters.BatchSizes ??
        [
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
            var bucket = BucketOf(ValueLength.Of(sample, _parameters.Key, _parameters.Axis, "bucketing"));
            buckets[bucket].Add(sample);
            if (buckets[bucket].Count < Sizes[bucket]) continue;
            yield return buckets[bucket];
            buckets[bucket] = [];
        }

        if (_dropRemainder) yield break;
        foreach (var rest in buckets.Where(bucket => bucket.Count > 0)) yield return rest;
    }

    public override long EstimateBatches(long samples) => new SizeBatcher(_batchSize, _dropRemainder).EstimateBatches(samples);

    private int BucketOf(long length)
    {
        var place = Array.FindIndex(_boundaries, end => length <= end);
        return place < 0 ? _boundaries.Length : place;
    }
}
