namespace Tfaip.Processors.Pipelines.Generators.Combining;

/// <summary>A part of a source that is split in two.</summary>
public enum SplitPart
{
    /// <summary>The samples to train with.</summary>
    Training,

    /// <summary>The samples that are held out to evaluate with.</summary>
    Evaluation,
}
