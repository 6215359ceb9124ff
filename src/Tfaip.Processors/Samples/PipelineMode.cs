namespace Tfaip.Processors.Samples;

/// <summary>What a pipeline runs for.</summary>
public enum PipelineMode
{
    /// <summary>Samples to learn from: inputs and targets, shuffled and augmented.</summary>
    Training,

    /// <summary>Samples to measure with: inputs and targets, in order.</summary>
    Evaluation,

    /// <summary>Samples to answer: inputs alone.</summary>
    Prediction,
}
