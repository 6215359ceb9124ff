using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Batching;

/// <summary>Batches of equal size.</summary>
internal sealed class SizeBatcher(int size, bool dropRemainder) : Batcher
{
    public override IEnumerable<IReadOnlyList<Sample>> Batch(IEnumerable<Sample> samples)
    {
        var batch = new List<Sample>(size);
        foreach (var sample in samples)
        {
            batch.Add(sample);
            if (batch.Count < size) continue;
            yield return batch;
            batch = new(size);
        }

        if (batch.Count > 0 && !dropRemainder) yield return batch;
    }

    public override long EstimateBatches(long samples) => dropRemainder ? samples / size : (samples + size - 1) / size;
}
