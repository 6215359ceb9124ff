using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;

namespace Tfaip.Processors.Pipelines.Processors;

/// <summary>Brings an axis of a tensor to a length, or to a multiple of a number, with a constant.</summary>
/// <remarks>A tensor that is longer passes unchanged; <c>truncate</c> shortens it. The type stays.</remarks>
[Variant("pad")]
public sealed record PadParams : ValueProcessorParams, IValidatable
{
    /// <value>The smallest length. Default: null; it, the multiple or both must be given.</value>
    [Range(1, int.MaxValue)]
    public int? Length { get; init; }

    /// <value>What the length becomes a multiple of, after the smallest length. Default: null.</value>
    [Range(1, int.MaxValue)]
    public int? Multiple { get; init; }

    /// <value>The axis; negative numbers count from the last one. Default: 0.</value>
    [Range(-64, 63)]
    public int Axis { get; init; }

    /// <value>The constant. Default: 0.</value>
    public double Value { get; init; }

    /// <value>Where it is added. Default: end.</value>
    public AxisEnd At { get; init; } = AxisEnd.End;

    /// <inheritdoc/>
    public override Processor Create() => new PadProcessor(this);

    /// <inheritdoc/>
    public IEnumerable<(string Property, string Message)> Validate()
    {
        if (Length is null && Multiple is null) yield return (nameof(Length), "give a length, a multiple or both.");
    }
}
