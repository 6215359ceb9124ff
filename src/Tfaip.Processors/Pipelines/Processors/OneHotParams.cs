using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Processors;

/// <summary>Makes of each whole number i a vector that is 1 at place i and 0 elsewhere, along a new last axis.</summary>
/// <remarks>A number becomes <c>[classes]</c>, a tensor <c>[…]</c> becomes <c>[…, classes]</c>.</remarks>
[Variant("one_hot")]
public sealed record OneHotParams : ValueProcessorParams, IValidatable
{
    /// <value>How many places there are. Default: none, it must be given.</value>
    [Range(1, 1 << 24)]
    public int Classes { get; init; }

    /// <value>The type of the result. Default: float32.</value>
    public ElementType Dtype { get; init; } = ElementType.Float32;

    /// <inheritdoc/>
    public override Processor Create() => new OneHotProcessor(this);

    /// <inheritdoc/>
    public IEnumerable<(string Property, string Message)> Validate()
    {
        if (Classes < 1) yield return (nameof(Classes), "give the number of classes, 1 or more.");
    }
}
