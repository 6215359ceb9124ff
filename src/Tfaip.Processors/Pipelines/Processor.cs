using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines;

/// <summary>Maps one sample to one sample, or drops it. Workers share one object: it must be safe for parallel calls.</summary>
public abstract class Processor
{
    /// <summary>Processes one sample.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="random">
    /// Random numbers for this sample and this processor alone, seeded by (run seed, epoch, sample index, position of the
    /// processor): the only source of randomness that a processor may use.
    /// </param>
    /// <returns>The processed sample, or null to drop it.</returns>
    public abstract Sample? Process(Sample sample, ref SampleRandom random);
}
