namespace Tfaip.Processors.Pipelines;

/// <summary>A source that says itself which samples make a batch. Training sees the batches in another order each epoch.</summary>
public interface IBatchedSource : ISampleSource
{
    /// <summary>The indices of the samples of each batch, at least one in each.</summary>
    IReadOnlyList<IReadOnlyList<int>> Batches { get; }
}
