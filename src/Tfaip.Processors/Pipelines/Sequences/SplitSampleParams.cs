using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;

namespace Tfaip.Processors.Pipelines.Sequences;

/// <summary>Cuts samples into pieces along an axis, each of which becomes a sample.</summary>
/// <remarks>
/// Everything else of the sample is as it was. The number of the piece is in the meta information <c>piece</c>.
/// </remarks>
[Variant("split")]
public sealed record SplitSampleParams : SequenceProcessorParams
{
    /// <value>The inputs and targets that are cut, all in the same places. Default: none, they must be given.</value>
    [MinLength(1)]
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <value>The axis, without the batch axis; negative numbers count from the last one. Default: 0.</value>
    [Range(-8, 7)]
    public int Axis { get; init; }

    /// <value>The length of a piece. Default: 256.</value>
    [Range(1, int.MaxValue)]
    public int Length { get; init; } = 256;

    /// <value>
    /// From the beginning of a piece to that of the next one; by default the length, so that pieces do not overlap. Default:
    /// null.
    /// </value>
    [Range(1, int.MaxValue)]
    public int? Stride { get; init; }

    /// <value>Whether a last piece that is shorter is left out. Default: false.</value>
    public bool DropRemainder { get; init; }

    /// <inheritdoc/>
    public override SequenceProcessor Create() => new SplitSample(this);
}
