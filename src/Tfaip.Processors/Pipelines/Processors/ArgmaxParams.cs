using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Processors;

/// <summary>The index of the largest element along an axis; of equal ones the first.</summary>
/// <remarks>It is int64. The axis goes away; without another one the result is a number.</remarks>
[Variant("argmax")]
public sealed record ArgmaxParams : ValueProcessorParams
{
    /// <summary>Creates the parameters.</summary>
    public ArgmaxParams() => Side = SampleSide.Outputs;

    /// <value>The axis; negative numbers count from the last one. Default: -1.</value>
    [Range(-64, 63)]
    public int Axis { get; init; } = -1;

    /// <inheritdoc/>
    public override Processor Create() => new ArgmaxProcessor(this);
}
