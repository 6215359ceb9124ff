using System.ComponentModel.DataAnnotations;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines;

/// <summary>The parameters of a processor that changes one value of a sample.</summary>
public abstract record ValueProcessorParams : ProcessorParams
{
    /// <value>The name of the value. Default: none, it must be given, unless the variant says otherwise.</value>
    [Required]
    public string Key { get; init; } = "";

    /// <value>
    /// The side of the sample that the value stands on. With targets, a sample that has none passes unchanged. Default: inputs;
    /// of processors that work on a model's answer: outputs.
    /// </value>
    public SampleSide Side { get; init; }

    /// <value>
    /// The name that the result gets, on the same side; without it that of the value, which it replaces. Default: null.
    /// </value>
    [MinLength(1)]
    public string? To { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> InputsBefore(IReadOnlyList<string> needed) =>
        Side == SampleSide.Inputs ? [.. needed.Where(name => name != To).Append(Key).Distinct()] : needed;

    /// <summary>What is known before, without the result of the processor. Derived records that know its count say so.</summary>
    /// <inheritdoc/>
    public override IReadOnlyList<ValueCount> CountsAfter(IReadOnlyList<ValueCount> before) => ValueCount.Without(before, Side, To ?? Key);

    /// <summary>
    /// What is known before, and of the result as much as of the value: for processors that keep elements as they are.
    /// </summary>
    private protected IReadOnlyList<ValueCount> CountsKept(IReadOnlyList<ValueCount> before) =>
        ValueCount.Copied(before, (Side, Key), (Side, To ?? Key));

    /// <summary>What is known before, and a count of the result.</summary>
    private protected IReadOnlyList<ValueCount> CountsWith(IReadOnlyList<ValueCount> before, long count) =>
        [.. ValueCount.Without(before, Side, To ?? Key), new ValueCount(Side, To ?? Key, count)];
}
