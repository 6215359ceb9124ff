using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines;

/// <summary>A list of samples that can be read in any order, by several workers at once.</summary>
public interface ISampleSource : IDisposable
{
    /// <summary>How many samples there are.</summary>
    int Count { get; }

    /// <summary>Reads one sample, with <see cref="Sample.Source"/> set.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    Sample Read(int index);
}
