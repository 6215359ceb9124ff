using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Processors;

/// <summary>Converts the elements of a value to another type.</summary>
/// <remarks>A number stays a number, a tensor keeps its shape.</remarks>
[Variant("cast")]
public sealed record CastParams : ValueProcessorParams
{
    /// <value>The type; to whole numbers fractions are cut off, and what does not fit is refused. Default: float32.</value>
    /// <remarks>
    /// Fractions are cut off as PyTorch does; NaN and numbers that the type does not have are refused. To truth values all but 0
    /// is true.
    /// </remarks>
    public ElementType Dtype { get; init; } = ElementType.Float32;

    /// <inheritdoc/>
    public override Processor Create() => new CastProcessor(this);

    /// <inheritdoc/>
    public override IReadOnlyList<ValueCount> CountsAfter(IReadOnlyList<ValueCount> before) => CountsKept(before);
}
