using Tfaip.Parameters;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines;

/// <summary>A list of processors as one, to name, include or limit to a mode a part of a pipeline.</summary>
/// <remarks>They stand in the place of the chain, with its modes over theirs.</remarks>
[Variant("chain")]
public sealed record ChainParams : ProcessorParams
{
    /// <value>The processors, in their order; each runs in the modes that both it and the chain have. Default: none.</value>
    public IReadOnlyList<ProcessorParams> Processors { get; init; } = [];

    /// <summary>A chain is no processor of its own: a <see cref="ProcessorChain"/> creates those that it lists.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public override SampleProcessor Create() =>
        throw new InvalidOperationException("A chain is its processors: create them with a ProcessorChain or a SamplePipeline.");

    /// <summary>The inputs that are needed before its processors of prediction.</summary>
    /// <inheritdoc/>
    public override IReadOnlyList<string> InputsBefore(IReadOnlyList<string> needed) => Processors
        .Where(processor => processor.Modes.Contains(PipelineMode.Prediction))
        .Reverse()
        .Aggregate(needed, (names, processor) => processor.InputsBefore(names));

    /// <inheritdoc/>
    public override IReadOnlyList<ValueCount> CountsAfter(IReadOnlyList<ValueCount> before) =>
        Processors.Aggregate(before, (counts, processor) => processor.CountsAfter(counts));
}
