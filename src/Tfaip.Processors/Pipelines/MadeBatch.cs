namespace Tfaip.Processors.Pipelines;

/// <summary>A finished piece of an epoch.</summary>
/// <param name="Batch">The batch; null where every sample of it was left out.</param>
/// <param name="Drops">The samples that were left out since the batch before.</param>
/// <param name="Padding">How much of the batch is padding.</param>
internal sealed record MadeBatch(Batch? Batch, IReadOnlyList<SampleDrop> Drops, PaddingCount Padding);
