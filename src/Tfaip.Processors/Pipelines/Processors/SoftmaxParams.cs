using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Processors;

/// <summary>Makes probabilities of logits along an axis, or their logarithms; float32.</summary>
/// <remarks><c>exp(x_i) / sum_j exp(x_j)</c>, computed in double, the same bits on every machine.</remarks>
[Variant("softmax")]
public sealed record SoftmaxParams : ValueProcessorParams
{
    /// <summary>Creates the parameters.</summary>
    public SoftmaxParams() => Side = SampleSide.Outputs;

    /// <value>The axis; negative numbers count from the last one. Default: -1.</value>
    [Range(-64, 63)]
    public int Axis { get; init; } = -1;

    /// <value>Whether the result is the logarithm of the probabilities. Default: false.</value>
    public bool Log { get; init; }

    /// <inheritdoc/>
    public override Processor Create() => new SoftmaxProcessor(this);
}
