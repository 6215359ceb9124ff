namespace Tfaip.Processors.Pipelines;

/// <summary>How large an epoch is.</summary>
/// <param name="Batches">How many batches it has.</param>
/// <param name="SamplesPerBatch">How many samples a batch has on average, a smaller one at the end not counted.</param>
/// <param name="IsExact">
/// Whether every epoch has so many batches, unless processors drop every sample of one; else they are estimated, and differ from epoch
/// to epoch.
/// </param>
public sealed record EpochSize(int Batches, double SamplesPerBatch, bool IsExact);
