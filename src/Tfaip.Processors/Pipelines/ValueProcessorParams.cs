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
}
