using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;

namespace Tfaip.Processors.Pipelines.Processors;

/// <summary>Shortens an axis of a tensor, or a string, to a length; what is shorter passes unchanged.</summary>
/// <remarks>A string is counted in Unicode code points and is not cut within one.</remarks>
[Variant("truncate")]
public sealed record TruncateParams : ValueProcessorParams, IValidatable
{
    /// <value>The largest length. Default: none, it must be given.</value>
    [Range(1, int.MaxValue)]
    public int Length { get; init; }

    /// <value>The axis; negative numbers count from the last one. Default: 0.</value>
    [Range(-64, 63)]
    public int Axis { get; init; }

    /// <value>Where the rest is cut off. Default: end.</value>
    public AxisEnd At { get; init; } = AxisEnd.End;

    /// <inheritdoc/>
    public override Processor Create() => new TruncateProcessor(this);

    /// <inheritdoc/>
    public override IReadOnlyList<ValueCount> CountsAfter(IReadOnlyList<ValueCount> before) => CountsKept(before);

    /// <inheritdoc/>
    public IEnumerable<(string Property, string Message)> Validate()
    {
        if (Length < 1) yield return (nameof(Length), "give the largest length, 1 or more.");
    }
}
