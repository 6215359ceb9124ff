using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Sequences;

/// <summary>
/// Maps the stream of an epoch's samples to another one: repeats, splits, joins or leaves out samples. One object serves several
/// readings, each with a call of its own.
/// </summary>
#pragma warning disable RS0022 // The two kinds of SampleProcessor are the only ones, and open.
public abstract class SequenceProcessor : SampleProcessor
#pragma warning restore RS0022
{
    /// <summary>
    /// Maps a stream. It must depend on the samples and the random numbers alone, and read no further ahead than it needs to.
    /// </summary>
    /// <param name="samples">The samples in their order. An error of one that comes out of the enumeration is to be let through.</param>
    /// <param name="random">
    /// Random numbers for this stream, seeded by (run seed, epoch, position of the processor): the only source of randomness that
    /// a processor may use.
    /// </param>
    /// <returns>The new samples; one that is dropped by <see cref="Sample.Drop"/> is left out and counted by its reason.</returns>
    public abstract IEnumerable<Sample> Process(IEnumerable<Sample> samples, SampleRandom random);

    /// <summary>
    /// About how many samples come out of so many: what the number of steps in an epoch, which schedules use, is estimated by.
    /// Unless overridden: as many.
    /// </summary>
    public virtual long EstimateCount(long count) => count;
}
