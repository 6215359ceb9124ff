using Tfaip.Processors.Pipelines.Batching;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Execution;

/// <summary>
/// Estimates how many batches an epoch has whose batches depend on what is in the samples: from those that its first samples make.
/// </summary>
/// <param name="first">What the first samples of the source become, so many of them.</param>
/// <param name="batcher">Makes the batches.</param>
/// <param name="count">How many samples the source has.</param>
internal sealed class EpochProbe(Func<int, IEnumerable<Sample>> first, Batcher batcher, int count)
{
    private const int FewestSamples = 512;
    private const int MostSamples = 8192;
    private const int FewestBatches = 8;

    /// <summary>Reads samples until they make some batches.</summary>
    public EpochSize Measure()
    {
        for (var samples = Math.Min(FewestSamples, count); ; samples = Math.Min(2 * samples, count))
        {
            if (batcher.Estimate(first(samples), (double)count / samples) is { } known) return known;
            var trial = Try(samples);
            if (samples == count || samples >= MostSamples || trial.Full.Count >= FewestBatches)
                return SizeOf(trial, (double)count / samples);
        }
    }

    // Batches that are full come at a rate that the first half, in which buckets fill, says nothing of; what is left at the end, and what
    // the beginning lacked, is there once, however long the epoch.
    private static EpochSize SizeOf(Trial trial, double parts)
    {
        var later = trial.Full.Where(taken => 2 * taken >= trial.Samples).ToList();
        var rate = later.Count > 1 && later[^1] > later[0] ? (later.Count - 1.0) / (later[^1] - later[0])
            : trial.Samples > 0 ? (double)trial.Batches / trial.Samples : 0;
        var batches = trial.Batches + (rate * trial.Samples * (parts - 1));
        var fewest = parts > 1 ? 1 : 0;
        return new((int)Math.Clamp(Math.Round(batches), fewest, SamplePipeline.EndOfEpoch - 1), rate > 0 ? 1 / rate : 1, IsExact: false);
    }

    private Trial Try(int samples)
    {
        var (full, batches, taken, isOver) = (new List<long>(), 0, 0L, false);
        foreach (var _ in batcher.Batch(Counted()))
        {
            batches++;
            if (!isOver) full.Add(taken);
        }

        return new(taken, batches, full);

        IEnumerable<Sample> Counted()
        {
            foreach (var sample in first(samples))
            {
                taken++;
                yield return sample;
            }

            isOver = true;
        }
    }

    /// <param name="Samples">The samples that came to the batches.</param>
    /// <param name="Batches">The batches that they made.</param>
    /// <param name="Full">
    /// For each batch that was not made of what was left at the end: how many samples had come when it was there.
    /// </param>
    private sealed record Trial(long Samples, int Batches, IReadOnlyList<long> Full);
}
