using System.ComponentModel;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines;

/// <summary>The parameters of a processor: a polymorphic node of the tree, stored in the package's manifest.</summary>
public abstract record ProcessorParams
{
    /// <value>Modes in which the processor runs. Default: all of them.</value>
    [Description("Modes in which the processor runs.")]
    public IReadOnlyList<PipelineMode> Modes { get; init; } =
        [PipelineMode.Training, PipelineMode.Evaluation, PipelineMode.Prediction];

    /// <summary>Creates the processor.</summary>
    public abstract SampleProcessor Create();
}
