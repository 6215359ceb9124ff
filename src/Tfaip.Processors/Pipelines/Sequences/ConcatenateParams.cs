using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;

namespace Tfaip.Processors.Pipelines.Sequences;

/// <summary>Joins samples that follow each other along an axis, up to a length.</summary>
/// <remarks>Everything else is that of the first of them.</remarks>
[Variant("concatenate")]
public sealed record ConcatenateParams : SequenceProcessorParams
{
    /// <value>The inputs and targets that are joined; the length of the first one counts. Default: none, they must be given.</value>
    [MinLength(1)]
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <value>The axis, without the batch axis; negative numbers count from the last one. Default: 0.</value>
    [Range(-8, 7)]
    public int Axis { get; init; }

    /// <value>The largest length of a result; a sample that is longer already stays as it is. Default: 512.</value>
    [Range(1, int.MaxValue)]
    public int MaxLength { get; init; } = 512;

    /// <inheritdoc/>
    public override SequenceProcessor Create() => new Concatenate(this);
}
