namespace Tfaip.Processors.Pipelines.Execution;

/// <summary>What the random numbers of an epoch are made from.</summary>
/// <param name="Seed">The run's seed.</param>
/// <param name="Epoch">The epoch, from 0.</param>
internal readonly record struct EpochSeed(ulong Seed, int Epoch)
{
    private readonly ulong _state = SampleRandom.StateOf(Seed, Epoch);

    /// <summary>The random numbers of one processor for one sample.</summary>
    public SampleRandom For(long index, int position) => new(_state, index, position);

    /// <summary>The random numbers of a processor for the whole stream.</summary>
    public SampleRandom ForStream(int position) => new(_state, index: -1, position);
}
