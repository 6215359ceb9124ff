using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Execution;

namespace Tfaip.Training.Scenarios;

/// <summary>The parameters of the data: the node <c>data</c> of the tree. A scenario derives its own record.</summary>
public abstract record DataParams
{
    /// <value>How samples become batches. Default: batches of 16, shuffled in training.</value>
    public PipelineParams Pipeline { get; init; } = new();

    /// <value>Processors from a raw sample to the model's inputs and targets, in their order. Default: none.</value>
    public IReadOnlyList<ProcessorParams> PreProcessing { get; init; } = [];

    /// <value>Processors from the model's outputs to the answer, in their order. Default: none.</value>
    public IReadOnlyList<ProcessorParams> PostProcessing { get; init; } = [];
}
