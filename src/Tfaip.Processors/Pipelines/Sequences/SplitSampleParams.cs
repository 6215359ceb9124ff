using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;

namespace Tfaip.Processors.Pipelines.Sequences;

/// <summary>
/// Cuts samples into pieces along an axis: each piece becomes a sample, with everything else of the sample as it was. Its number is
/// in the meta information <c>piece</c>.
/// </summary>
[Variant("split"), Description("Cuts samples into pieces along an axis, each of which becomes a sample.")]
public sealed record SplitSampleParams : SequenceProcessorParams
{
    /// <value>The inputs and targets that are cut, all in the same places. Default: none, they must be given.</value>
    [Description("The inputs and targets that are cut, all in the same places."), MinLength(1)]
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <value>The axis, without the batch axis; from the end where it is negative. Default: 0.</value>
    [Description("The axis, without the batch axis."), Range(-8, 7)]
    public int Axis { get; init; }

    /// <value>The length of a piece. Default: 256.</value>
    [Description("The length of a piece."), Range(1, int.MaxValue)]
    public int Length { get; init; } = 256;

    /// <value>From the beginning of a piece to that of the next one. Default: null, the length: pieces do not overlap.</value>
    [Description("From the beginning of a piece to that of the next one; the length by default."), Range(1, int.MaxValue)]
    public int? Stride { get; init; }

    /// <value>Whether a last piece that is shorter is left out. Default: false.</value>
    [Description("Whether a last piece that is shorter is left out.")]
    public bool DropRemainder { get; init; }

    /// <inheritdoc/>
    public override SequenceProcessor Create() => new SplitSample(this);
}
