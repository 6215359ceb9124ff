using System.ComponentModel;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Processors;

/// <summary>Makes probabilities of logits element by element, <c>1 / (1 + exp(-x))</c>; float32. Computed in double, the same bits on every machine.</summary>
[Variant("sigmoid"), Description("Makes probabilities of logits element by element; float32.")]
public sealed record SigmoidParams : ValueProcessorParams
{
    /// <summary>Creates the parameters.</summary>
    public SigmoidParams() => Side = SampleSide.Outputs;

    /// <inheritdoc/>
    public override Processor Create() => new SigmoidProcessor(this);
}
