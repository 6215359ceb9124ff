using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Processors;

/// <summary>The index of the largest element along an axis, int64; of equal ones the first. The axis goes away; without another one the result is a number.</summary>
[Variant("argmax"), Description("The index of the largest element along an axis; of equal ones the first.")]
public sealed record ArgmaxParams : ValueProcessorParams
{
    /// <summary>Creates the parameters.</summary>
    public ArgmaxParams() => Side = SampleSide.Outputs;

    /// <value>The axis; negative numbers count from the last one. Default: -1.</value>
    [Description("The axis; negative numbers count from the last one, -1."), Range(-64, 63)]
    public int Axis { get; init; } = -1;

    /// <inheritdoc/>
    public override Processor Create() => new ArgmaxProcessor(this);
}
