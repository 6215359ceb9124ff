using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Parameters.Resources;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Text.Processing;

/// <summary>
/// Makes a text of the tokens of <c>bpe</c>: the very text, as their bytes spell it. Bytes that are no UTF-8, as a model may give them, become U+FFFD. Special
/// tokens are <c>&lt;s&gt; &lt;/s&gt; &lt;unk&gt; &lt;pad&gt; &lt;mask&gt;</c> and <c>&lt;|endoftext|&gt;</c> unless others are given.
/// </summary>
[Variant("decode_bpe"), Description("Makes a text of the tokens of bpe, or of a model's scores of them.")]
public sealed record DecodeBpeParams : DetokenizerParams
{
    /// <value>The vocabulary, the same as that of <c>bpe</c>. Default: none, it must be given.</value>
    [Description("The vocabulary, the same as that of bpe."), Required]
    public ResourceFile? Vocabulary { get; init; }

    /// <inheritdoc/>
    public override Processor Create() => new DecodeBpeProcessor(this);
}
