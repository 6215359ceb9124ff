using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Text.Processing;

/// <summary>Takes white space from the ends of a text, and makes each run of it within the text one space.</summary>
/// <remarks>White space is what Unicode defines as such.</remarks>
[Variant("strip_text")]
public sealed record StripTextParams : TextProcessorParams
{
    /// <value>The ends that lose their white space. Default: both.</value>
    public TextEnds Ends { get; init; }

    /// <value>Whether each run of white space becomes one space. Default: true.</value>
    public bool Collapse { get; init; } = true;

    /// <inheritdoc/>
    public override Processor Create() => new StripTextProcessor(this);
}
