using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines;

/// <summary>Samples stacked along axis 0, ready for a model.</summary>
public sealed record Batch
{
    /// <value>
    /// The stacked inputs by name: <see cref="System.Numerics.Tensors.Tensor{T}"/>s with the batch axis first. Default: none.
    /// </value>
    public IReadOnlyDictionary<string, object> Inputs { get; init; } = SampleValues.Empty;

    /// <value>The stacked targets by name, like <see cref="Inputs"/>; empty in prediction. Default: none.</value>
    public IReadOnlyDictionary<string, object> Targets { get; init; } = SampleValues.Empty;

    /// <value>The pre-processed samples, in the order of the batch axis.</value>
    public required IReadOnlyList<Sample> Samples { get; init; }

    /// <value>
    /// The number of the batch within its epoch, from 0. Where every sample of a batch was dropped, its number is left out.
    /// </value>
    public required int Index { get; init; }

    /// <summary>How many samples there are.</summary>
    public int Count => Samples.Count;
}
