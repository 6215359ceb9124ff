using System.ComponentModel;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Processors;

/// <summary>Converts the elements of a value to another type. A number stays a number, a tensor keeps its shape.</summary>
[Variant("cast"), Description("Converts the elements of a value to another type.")]
public sealed record CastParams : ValueProcessorParams
{
    /// <value>
    /// The type. To whole numbers fractions are cut off, as PyTorch does; NaN and numbers that the type does not have are refused. To
    /// truth values all but 0 is true. Default: float32.
    /// </value>
    [Description("The type; to whole numbers fractions are cut off, and what does not fit is refused.")]
    public ElementType Dtype { get; init; } = ElementType.Float32;

    /// <inheritdoc/>
    public override Processor Create() => new CastProcessor(this);

    /// <inheritdoc/>
    public override IReadOnlyList<ValueCount> CountsAfter(IReadOnlyList<ValueCount> before) => CountsKept(before);
}
