using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines;

/// <summary>Maps one sample to one sample, or drops it. Workers share one object: it must be safe for parallel calls.</summary>
#pragma warning disable RS0022 // The two kinds of SampleProcessor are the only ones, and open.
public abstract class Processor : SampleProcessor
#pragma warning restore RS0022
{
    /// <summary>Processes one sample.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="random">
    /// Random numbers for this sample and this processor alone, seeded by (run seed, epoch, sample index, position of the
    /// processor): the only source of randomness that a processor may use.
    /// </param>
    /// <returns>
    /// The processed sample; to drop it, <see cref="Sample.Drop"/> with the reason, by which drops are counted, or null.
    /// </returns>
    public abstract Sample? Process(Sample sample, ref SampleRandom random);
}
