using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines;

/// <summary>A list of samples that can be read in any order, by several workers at once.</summary>
public interface ISampleSource : IDisposable
{
    /// <summary>How many samples there are.</summary>
    int Count { get; }

    /// <summary>
    /// Whether an index has other samples in other epochs; then nothing that was read can be kept for the next epoch. Default: false.
    /// </summary>
    bool VariesByEpoch => false;

    /// <summary>Reads one sample, with <see cref="Sample.Source"/> set.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    Sample Read(int index);

    /// <summary>Reads one sample of an epoch: a pure function of the arguments. Default: the sample that every epoch has.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="epoch">The epoch, from 0.</param>
    Sample Read(int index, ulong seed, int epoch) => Read(index);
}
