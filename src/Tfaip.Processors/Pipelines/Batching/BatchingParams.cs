namespace Tfaip.Processors.Pipelines.Batching;

/// <summary>How the samples of a stream are put together to batches, other than by their number: a polymorphic node of the tree.</summary>
public abstract record BatchingParams
{
    /// <summary>Creates what does it.</summary>
    /// <param name="batchSize">The pipeline's batch size.</param>
    /// <param name="dropRemainder">Whether batches that are not full at the end of the epoch are left out.</param>
    public abstract Batcher Create(int batchSize, bool dropRemainder);
}
