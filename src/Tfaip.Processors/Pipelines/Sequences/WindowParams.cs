using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;

namespace Tfaip.Processors.Pipelines.Sequences;

/// <summary>Slides a window over the samples and stacks values of those in it.</summary>
/// <remarks>
/// Named values are stacked along a new first axis; everything else is that of the last of them. For samples in the order of
/// time: without <c>shuffle</c>.
/// </remarks>
[Variant("window")]
public sealed record WindowParams : SequenceProcessorParams
{
    /// <value>The inputs and targets that are stacked: tensors of one shape, or numbers. Default: none, they must be given.</value>
    [MinLength(1)]
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <value>How many samples a window has. Default: 2.</value>
    [Range(1, int.MaxValue)]
    public int Size { get; init; } = 2;

    /// <value>How many samples the window moves on. Default: 1.</value>
    [Range(1, int.MaxValue)]
    public int Stride { get; init; } = 1;

    /// <inheritdoc/>
    public override SequenceProcessor Create() => new Window(this);
}
