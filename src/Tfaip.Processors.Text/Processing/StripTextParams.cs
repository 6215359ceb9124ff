using System.ComponentModel;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Text.Processing;

/// <summary>
/// Takes white space (as Unicode defines it) from the ends of a text, and makes each run of it within the text one space.
/// </summary>
[Variant("strip_text"), Description("Takes white space from the ends of a text, and makes each run of it within the text one space.")]
public sealed record StripTextParams : TextProcessorParams
{
    /// <value>The ends that lose their white space. Default: both.</value>
    [Description("The ends that lose their white space.")]
    public TextEnds Ends { get; init; }

    /// <value>Whether each run of white space becomes one space. Default: true.</value>
    [Description("Whether each run of white space becomes one space.")]
    public bool Collapse { get; init; } = true;

    /// <inheritdoc/>
    public override Processor Create() => new StripTextProcessor(this);
}
