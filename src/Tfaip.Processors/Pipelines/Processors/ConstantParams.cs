using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Processors;

/// <summary>
/// Stores a number, or a tensor whose elements are all that number, under a name; what has the name already is replaced.
/// </summary>
[Variant("constant")]
public sealed record ConstantParams : ProcessorParams
{
    /// <value>The name. Default: none, it must be given.</value>
    [Required]
    public string Key { get; init; } = "";

    /// <value>The side of the sample. Default: inputs.</value>
    public SampleSide Side { get; init; }

    /// <value>The number. Default: 0.</value>
    public double Value { get; init; }

    /// <value>The type. Default: float32.</value>
    public ElementType Dtype { get; init; } = ElementType.Float32;

    /// <value>The lengths of the axes, without the batch axis; without any the value is a number. Default: none.</value>
    [Range(0, int.MaxValue)]
    public IReadOnlyList<int> Shape { get; init; } = [];

    /// <inheritdoc/>
    public override Processor Create() => new ConstantProcessor(this);

    /// <inheritdoc/>
    public override IReadOnlyList<string> InputsBefore(IReadOnlyList<string> needed) =>
        Side == SampleSide.Inputs ? [.. needed.Where(name => name != Key)] : needed;

    /// <inheritdoc/>
    public override IReadOnlyList<ValueCount> CountsAfter(IReadOnlyList<ValueCount> before) => ValueCount.Without(before, Side, Key);
}
