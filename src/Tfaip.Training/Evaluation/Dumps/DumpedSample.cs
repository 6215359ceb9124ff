using Tfaip.Processors.Samples;

namespace Tfaip.Training.Evaluation.Dumps;

/// <summary>A sample of a dump: its targets, outputs and meta information, without inputs.</summary>
/// <param name="Set">The evaluation set that it belongs to.</param>
/// <param name="Sample">The sample.</param>
internal sealed record DumpedSample(string Set, Sample Sample);
