using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;

namespace Tfaip.Processors.Pipelines.Processors;

/// <summary>Makes float32 of a value: <c>element * factor + offset</c>.</summary>
/// <remarks>Computed in float32. A number stays a number.</remarks>
[Variant("scale")]
public sealed record ScaleParams : ValueProcessorParams
{
    /// <value>What the elements are multiplied by. Default: 1.</value>
    [Range(-float.MaxValue, float.MaxValue)]
    public double Factor { get; init; } = 1;

    /// <value>What is added then. Default: 0.</value>
    [Range(-float.MaxValue, float.MaxValue)]
    public double Offset { get; init; }

    /// <inheritdoc/>
    public override Processor Create() => new ScaleProcessor(this);
}
