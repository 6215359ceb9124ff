using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;

namespace Tfaip.Processors.Pipelines.Processors;

/// <summary>Stores how long a value is: an axis of a tensor, the code points of a string, the bytes.</summary>
/// <remarks>As an int64 number: what a CTC loss takes as the length of its targets, say.</remarks>
[Variant("length")]
public sealed record LengthParams : ValueProcessorParams, IValidatable
{
    /// <value>The axis; negative numbers count from the last one. Default: 0.</value>
    [Range(-64, 63)]
    public int Axis { get; init; }

    /// <inheritdoc/>
    public override Processor Create() => new LengthProcessor(this);

    /// <inheritdoc/>
    public IEnumerable<(string Property, string Message)> Validate()
    {
        if (string.IsNullOrEmpty(To)) yield return (nameof(To), "give the name that the length gets.");
    }
}
