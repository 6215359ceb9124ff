using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Processors;

/// <summary>Makes of each whole number i a vector that is 1 at place i and 0 elsewhere, along a new last axis: a number becomes <c>[classes]</c>, a tensor <c>[…]</c> becomes <c>[…, classes]</c>.</summary>
[Variant("one_hot"), Description("Makes of each whole number i a vector that is 1 at place i and 0 elsewhere, along a new last axis.")]
public sealed record OneHotParams : ValueProcessorParams, IValidatable
{
    /// <value>How many places there are. Default: none, it must be given.</value>
    [Description("How many places there are."), Range(1, 1 << 24)]
    public int Classes { get; init; }

    /// <value>The type of the result. Default: float32.</value>
    [Description("The type of the result.")]
    public ElementType Dtype { get; init; } = ElementType.Float32;

    /// <inheritdoc/>
    public override Processor Create() => new OneHotProcessor(this);

    /// <inheritdoc/>
    public IEnumerable<(string Property, string Message)> Validate()
    {
        if (Classes < 1) yield return (nameof(Classes), "give the number of classes, 1 or more.");
    }
}
