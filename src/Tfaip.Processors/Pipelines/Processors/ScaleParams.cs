using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;

namespace Tfaip.Processors.Pipelines.Processors;

/// <summary>Makes float32 of a value: <c>element * factor + offset</c>, computed in float32. A number stays a number.</summary>
[Variant("scale"), Description("Makes float32 of a value: element * factor + offset.")]
public sealed record ScaleParams : ValueProcessorParams
{
    /// <value>What the elements are multiplied by. Default: 1.</value>
    [Description("What the elements are multiplied by."), Range(-float.MaxValue, float.MaxValue)]
    public double Factor { get; init; } = 1;

    /// <value>What is added then. Default: 0.</value>
    [Description("What is added then."), Range(-float.MaxValue, float.MaxValue)]
    public double Offset { get; init; }

    /// <inheritdoc/>
    public override Processor Create() => new ScaleProcessor(this);
}
