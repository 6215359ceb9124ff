namespace Tfaip.Processors.Pipelines;

/// <summary>
/// What a node of a list of processors creates: a <see cref="Processor"/>, which maps single samples, or a
/// <see cref="Sequences.SequenceProcessor"/>, which maps a stream of them.
/// </summary>
public abstract class SampleProcessor
{
    private protected SampleProcessor()
    {
    }

    /// <summary>
    /// Whether results may be kept and used again in later epochs, where the pipeline preloads. True unless overridden. Results that
    /// depend on random numbers need not be excepted: a pipeline keeps no result for which random numbers were drawn.
    /// </summary>
    public virtual bool IsCacheable => true;
}
