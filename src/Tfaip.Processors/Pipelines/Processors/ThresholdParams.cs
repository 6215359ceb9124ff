using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Processors;

/// <summary>Says of each element whether it is at least a number: <c>element &gt;= value</c>.</summary>
[Variant("threshold")]
public sealed record ThresholdParams : ValueProcessorParams
{
    /// <summary>Creates the parameters.</summary>
    public ThresholdParams() => Side = SampleSide.Outputs;

    /// <value>The number. Default: 0.5.</value>
    public double Value { get; init; } = 0.5;

    /// <value>The type of the answer: true and false, or 1 and 0. Default: bool.</value>
    public ElementType Dtype { get; init; } = ElementType.Bool;

    /// <inheritdoc/>
    public override Processor Create() => new ThresholdProcessor(this);
}
