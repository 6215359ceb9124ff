using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines;

/// <summary>The parameters of a processor: a polymorphic node of the tree, stored in the package's manifest.</summary>
public abstract record ProcessorParams
{
    /// <value>Modes in which the processor runs. Default: all of them.</value>
    public IReadOnlyList<PipelineMode> Modes { get; init; } =
        [PipelineMode.Training, PipelineMode.Evaluation, PipelineMode.Prediction];

    /// <summary>Creates the processor.</summary>
    public abstract SampleProcessor Create();

    /// <summary>
    /// Says which inputs a sample must have before the processor so that it has others after it. It tells a predictor what the raw inputs
    /// of a model are, where they are not those of its graph. Default: the same ones.
    /// </summary>
    /// <param name="needed">The names of the inputs that are needed after the processor.</param>
    /// <returns>The names of the inputs that are needed before it.</returns>
    public virtual IReadOnlyList<string> InputsBefore(IReadOnlyList<string> needed) => needed;

    /// <summary>
    /// Says how many values whole numbers of a sample can have after the processor, where it knows: a map of labels knows how
    /// many labels there are. So a scenario learns the number of classes. Default: what was known before.
    /// </summary>
    /// <param name="before">What is known before the processor.</param>
    public virtual IReadOnlyList<ValueCount> CountsAfter(IReadOnlyList<ValueCount> before) => before;
}
