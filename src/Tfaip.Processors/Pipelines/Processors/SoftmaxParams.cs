using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Processors;

/// <summary>Makes probabilities of logits along an axis, <c>exp(x_i) / sum_j exp(x_j)</c>, or their logarithms; float32. Computed in double, the same bits on every machine.</summary>
[Variant("softmax"), Description("Makes probabilities of logits along an axis, or their logarithms; float32.")]
public sealed record SoftmaxParams : ValueProcessorParams
{
    /// <summary>Creates the parameters.</summary>
    public SoftmaxParams() => Side = SampleSide.Outputs;

    /// <value>The axis; negative numbers count from the last one. Default: -1.</value>
    [Description("The axis; negative numbers count from the last one, -1."), Range(-64, 63)]
    public int Axis { get; init; } = -1;

    /// <value>Whether the result is the logarithm of the probabilities. Default: false.</value>
    [Description("Whether the result is the logarithm of the probabilities.")]
    public bool Log { get; init; }

    /// <inheritdoc/>
    public override Processor Create() => new SoftmaxProcessor(this);
}
