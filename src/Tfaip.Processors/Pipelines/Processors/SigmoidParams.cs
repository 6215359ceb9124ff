using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Processors;

/// <summary>Makes probabilities of logits element by element; float32.</summary>
/// <remarks><c>1 / (1 + exp(-x))</c>, computed in double, the same bits on every machine.</remarks>
[Variant("sigmoid")]
public sealed record SigmoidParams : ValueProcessorParams
{
    /// <summary>Creates the parameters.</summary>
    public SigmoidParams() => Side = SampleSide.Outputs;

    /// <inheritdoc/>
    public override Processor Create() => new SigmoidProcessor(this);
}
