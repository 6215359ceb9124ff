using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Execution;

/// <summary>What became of a few samples that follow each other.</summary>
/// <param name="Samples">Those that are left, in their order.</param>
/// <param name="Drops">Why others were left out.</param>
/// <param name="Error">The error that ended it: those after the last sample were not processed. Null where there was none.</param>
internal sealed record ProcessedSamples(List<Sample> Samples, List<SampleDrop> Drops, TfaipException? Error = null);
