using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Execution;

/// <summary>What a preloading pipeline keeps of a sample.</summary>
/// <param name="Sample">The sample before the processor <paramref name="Next"/>; null where it was dropped.</param>
/// <param name="Next">The processor that is to go on.</param>
/// <param name="Drop">Why it was dropped.</param>
internal sealed record KeptSample(Sample? Sample, int Next, SampleDrop? Drop);
