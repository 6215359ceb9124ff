using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Processors;

/// <summary>Stores a value under another name, or on another side of the sample, too.</summary>
[Variant("copy")]
public sealed record CopyParams : ProcessorParams, IValidatable
{
    /// <value>The name of the value. Default: none, it must be given.</value>
    [Required]
    public string Key { get; init; } = "";

    /// <value>
    /// The side of the sample that the value stands on. With targets, a sample that has none passes unchanged. Default: inputs.
    /// </value>
    public SampleSide Side { get; init; }

    /// <value>The name that the copy gets; without it the same one. Default: null.</value>
    [MinLength(1)]
    public string? To { get; init; }

    /// <value>The side that the copy stands on; without it the same one. Default: null.</value>
    public SampleSide? ToSide { get; init; }

    /// <inheritdoc/>
    public override Processor Create() => new TransferProcessor(this);

    /// <inheritdoc/>
    public override IReadOnlyList<string> InputsBefore(IReadOnlyList<string> needed)
    {
        var before = (ToSide ?? Side) == SampleSide.Inputs ? needed.Where(name => name != (To ?? Key)) : needed;
        return [.. (Side == SampleSide.Inputs ? before.Append(Key) : before).Distinct()];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ValueCount> CountsAfter(IReadOnlyList<ValueCount> before) =>
        ValueCount.Copied(before, (Side, Key), (ToSide ?? Side, To ?? Key));

    /// <inheritdoc/>
    public IEnumerable<(string Property, string Message)> Validate()
    {
        if ((To ?? Key, ToSide ?? Side) == (Key, Side)) yield return (nameof(To), "give another name, another side or both.");
    }
}
