using Tfaip.Processors.Pipelines;

namespace Tfaip.Training.Loop;

/// <summary>What one optimizer step learns from.</summary>
/// <param name="Batches">The micro-batches, at least one.</param>
/// <param name="Pass">The pass through the training samples that the last of them is of.</param>
/// <param name="NextBatch">The batch of that pass that follows.</param>
internal sealed record StepBatches(IReadOnlyList<Batch> Batches, int Pass, int NextBatch)
{
    /// <summary>How many samples they have in all.</summary>
    public int Samples { get; } = Batches.Sum(batch => batch.Count);
}
