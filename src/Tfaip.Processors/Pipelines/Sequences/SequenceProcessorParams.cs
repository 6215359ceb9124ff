using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Sequences;

/// <summary>
/// The parameters of a processor of streams. It runs in training and evaluation by default: in prediction every input has one
/// answer, so there only processors of single samples can run.
/// </summary>
public abstract record SequenceProcessorParams : ProcessorParams
{
    /// <summary>Sets the modes to training and evaluation.</summary>
    protected SequenceProcessorParams() => Modes = [PipelineMode.Training, PipelineMode.Evaluation];

    /// <inheritdoc/>
    public abstract override SequenceProcessor Create();
}
