using Tfaip.Processors.Samples;
using Tfaip.Training.Tensors;

namespace Tfaip.Training.Evaluation;

/// <summary>What a model answers to a batch.</summary>
/// <param name="Outputs">The outputs on the device; null where only the finished answers are known.</param>
/// <param name="Finish">
/// Gives the samples with their answers after post-processing, without those that it drops. Reads from the device.
/// </param>
internal sealed record BatchAnswer(TensorMap? Outputs, Func<IEnumerable<Sample>> Finish);
