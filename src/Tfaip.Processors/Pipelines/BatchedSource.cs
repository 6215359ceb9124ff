using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines;

/// <summary>Gives the samples of a source in batches that are known beforehand.</summary>
public sealed class BatchedSource : IBatchedSource
{
    private readonly ISampleSource _source;

    /// <summary>Creates the source.</summary>
    /// <param name="source">The samples; they are disposed with this source.</param>
    /// <param name="batches">The indices of the samples of each batch, at least one in each.</param>
    /// <exception cref="ArgumentException">A batch is empty, or has an index that the source does not have.</exception>
    public BatchedSource(ISampleSource source, IReadOnlyList<IReadOnlyList<int>> batches)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(batches);
        foreach (var (number, batch) in batches.Index())
        {
            if (batch.Count == 0 || batch.Any(index => index < 0 || index >= source.Count))
            {
                throw new ArgumentException(
                    $"The batch {number}, [{string.Join(", ", batch)}], must have at least one index, each below {source.Count}.",
                    nameof(batches));
            }
        }

        (_source, Batches) = (source, batches);
    }

    /// <inheritdoc/>
    public int Count => _source.Count;

    /// <inheritdoc/>
    public IReadOnlyList<IReadOnlyList<int>> Batches { get; }

    /// <inheritdoc/>
    public bool VariesByEpoch => _source.VariesByEpoch;

    /// <inheritdoc/>
    public Sample Read(int index) => _source.Read(index);

    /// <inheritdoc/>
    public Sample Read(int index, ulong seed, int epoch) => _source.Read(index, seed, epoch);

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();
}
