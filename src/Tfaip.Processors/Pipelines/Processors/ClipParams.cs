using Tfaip.Parameters;

namespace Tfaip.Processors.Pipelines.Processors;

/// <summary>Limits the elements of a value to a range.</summary>
/// <remarks><c>min(max(element, minimum), maximum)</c>. The type stays, NaN stays NaN.</remarks>
[Variant("clip")]
public sealed record ClipParams : ValueProcessorParams, IValidatable
{
    /// <value>The smallest value; without it there is no limit below. Default: null.</value>
    public double? Minimum { get; init; }

    /// <value>The largest value; without it there is no limit above. Default: null.</value>
    public double? Maximum { get; init; }

    /// <inheritdoc/>
    public override Processor Create() => new ClipProcessor(this);

    /// <inheritdoc/>
    public IEnumerable<(string Property, string Message)> Validate()
    {
        if (Minimum is null && Maximum is null) yield return (nameof(Minimum), "give a minimum, a maximum or both.");
        if (Minimum > Maximum)
            yield return (nameof(Minimum), $"the minimum {Minimum.Value:R} is larger than the maximum {Maximum.Value:R}.");
        if (Minimum is double.NaN) yield return (nameof(Minimum), "the minimum is NaN.");
        if (Maximum is double.NaN) yield return (nameof(Maximum), "the maximum is NaN.");
    }
}
