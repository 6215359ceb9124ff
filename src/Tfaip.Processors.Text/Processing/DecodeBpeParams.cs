using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Parameters.Resources;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Text.Processing;

/// <summary>Makes a text of the tokens of <c>bpe</c>, or of a model's scores of them.</summary>
/// <remarks>
/// The very text, as their bytes spell it. Bytes that are no UTF-8, as a model may give them, become U+FFFD. Special tokens are
/// <c>&lt;s&gt; &lt;/s&gt; &lt;unk&gt; &lt;pad&gt; &lt;mask&gt;</c> and <c>&lt;|endoftext|&gt;</c> unless others are given.
/// </remarks>
[Variant("decode_bpe")]
public sealed record DecodeBpeParams : DetokenizerParams
{
    /// <value>The vocabulary, the same as that of <c>bpe</c>. Default: none, it must be given.</value>
    [Required]
    public ResourceFile? Vocabulary { get; init; }

    /// <inheritdoc/>
    public override Processor Create() => new DecodeBpeProcessor(this);
}
