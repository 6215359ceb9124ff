using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Batching;

/// <summary>Puts the samples of an epoch together to batches. One object serves several readings, each with a call of its own.</summary>
public abstract class Batcher
{
    /// <summary>Makes batches, which depend on the samples and their order alone.</summary>
    /// <param name="samples">The processed samples of an epoch, in their order.</param>
    /// <returns>The samples of each batch, at least one.</returns>
    public abstract IEnumerable<IReadOnlyList<Sample>> Batch(IEnumerable<Sample> samples);

    /// <summary>
    /// About how many batches so many samples make: the number of steps in an epoch, as schedules and progress see it.
    /// </summary>
    public abstract long EstimateBatches(long samples);

    /// <summary>
    /// Estimates the size of an epoch of some of its samples where the batcher knows better than by making batches of them; else null,
    /// the default.
    /// </summary>
    /// <param name="first">The first samples of an epoch.</param>
    /// <param name="parts">How many times as many there are in all.</param>
    protected internal virtual EpochSize? Estimate(IEnumerable<Sample> first, double parts) => null;
}
