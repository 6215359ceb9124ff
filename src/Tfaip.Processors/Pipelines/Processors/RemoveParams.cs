using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Processors;

/// <summary>Takes values away.</summary>
/// <remarks>A value that is not there is an error, unless the sample has no targets at all and they are meant.</remarks>
[Variant("remove")]
public sealed record RemoveParams : ProcessorParams, IValidatable
{
    /// <value>The names of the values. Default: none, they must be given.</value>
    [MinLength(1)]
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <value>The side of the sample that they stand on. Default: inputs.</value>
    public SampleSide Side { get; init; }

    /// <inheritdoc/>
    public override Processor Create() => new RemoveProcessor(this);

    /// <inheritdoc/>
    public override IReadOnlyList<string> InputsBefore(IReadOnlyList<string> needed) =>
        Side == SampleSide.Inputs ? [.. needed.Concat(Keys).Distinct()] : needed;

    /// <inheritdoc/>
    public override IReadOnlyList<ValueCount> CountsAfter(IReadOnlyList<ValueCount> before) =>
        Keys.Aggregate(before, (counts, key) => ValueCount.Without(counts, Side, key));

    /// <inheritdoc/>
    public IEnumerable<(string Property, string Message)> Validate()
    {
        if (Keys.Count == 0 || Keys.Contains("")) yield return (nameof(Keys), "give the names of the values, none of them empty.");
    }
}
