using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;

namespace Tfaip.Processors.Pipelines.Sequences;

/// <summary>
/// Slides a window over the samples: stacks named values of those in it along a new first axis. Everything else is that of the last
/// of them. For samples in the order of time: without <c>shuffle</c>.
/// </summary>
[Variant("window"), Description("Slides a window over the samples and stacks values of those in it.")]
public sealed record WindowParams : SequenceProcessorParams
{
    /// <value>The inputs and targets that are stacked: tensors of one shape, or numbers. Default: none, they must be given.</value>
    [Description("The inputs and targets that are stacked: tensors of one shape, or numbers."), MinLength(1)]
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <value>How many samples a window has. Default: 2.</value>
    [Description("How many samples a window has."), Range(1, int.MaxValue)]
    public int Size { get; init; } = 2;

    /// <value>How many samples the window moves on. Default: 1.</value>
    [Description("How many samples the window moves on."), Range(1, int.MaxValue)]
    public int Stride { get; init; } = 1;

    /// <inheritdoc/>
    public override SequenceProcessor Create() => new Window(this);
}
