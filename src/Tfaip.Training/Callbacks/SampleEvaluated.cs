using Tfaip.Processors.Samples;

namespace Tfaip.Training.Callbacks;

/// <summary>A sample of an evaluation, with its answer: the first ones of each set, as many as are to be shown.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Step">Steps done in the run.</param>
/// <param name="Set">The evaluation set.</param>
/// <param name="Sample">The sample after post-processing.</param>
/// <param name="Text">What the model says of it in a line, see <see cref="Scenarios.Model.Describe"/>.</param>
public sealed record SampleEvaluated(int Epoch, long Step, string Set, Sample Sample, string Text) : RunEvent;
