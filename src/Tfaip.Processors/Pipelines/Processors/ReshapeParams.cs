using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Processors;

/// <summary>Gives a tensor another shape with as many elements, in row-major order.</summary>
[Variant("reshape")]
public sealed record ReshapeParams : ValueProcessorParams, IValidatable
{
    /// <value>
    /// The lengths of the axes, without the batch axis; one may be -1, which takes what is left. Default: none, it must be given.
    /// </value>
    [MinLength(1)]
    public IReadOnlyList<int> Shape { get; init; } = [];

    /// <inheritdoc/>
    public override Processor Create() => new ReshapeProcessor(this);

    /// <inheritdoc/>
    public override IReadOnlyList<ValueCount> CountsAfter(IReadOnlyList<ValueCount> before) => CountsKept(before);

    /// <inheritdoc/>
    public IEnumerable<(string Property, string Message)> Validate()
    {
        if (Shape.Count == 0 || Shape.Any(length => length < -1) || Shape.Count(length => length == -1) > 1)
        {
            yield return (
                nameof(Shape), $"the shape {ShapeText} must have at least one length, each 0 or more, and at most one -1.");
        }
        else if (Shape.Where(length => length > 0).Aggregate(1.0, (product, length) => product * length) > long.MaxValue)
        {
            yield return (nameof(Shape), $"the shape {ShapeText} is too large.");
        }
    }

    private string ShapeText => Elements.ShapeText([.. Shape.Select(length => (nint)length)]);
}
