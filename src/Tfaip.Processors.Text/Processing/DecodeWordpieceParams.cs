using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Parameters.Resources;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Text.Processing;

/// <summary>
/// Makes a text of the tokens of <c>wordpiece</c>: words with a space between them, pieces that begin with <c>##</c> joined to what is before them. What
/// <c>wordpiece</c> does not keep does not come back: capital letters and accents of uncased vocabularies, unknown words, and where the white space was.
/// Special tokens are [PAD], [UNK], [CLS], [SEP] and [MASK] unless others are given.
/// </summary>
[Variant("decode_wordpiece"), Description("Makes a text of the tokens of wordpiece, or of a model's scores of them.")]
public sealed record DecodeWordpieceParams : DetokenizerParams
{
    /// <value>The vocabulary, the same as that of <c>wordpiece</c>. Default: none, it must be given.</value>
    [Description("The vocabulary, the same as that of wordpiece."), Required]
    public ResourceFile? Vocabulary { get; init; }

    /// <value>
    /// Whether the spaces go away that English does not write: before <c>. ? ! ,</c> and before the contractions <c>n't 'm 's 've 're</c>, and
    /// around an apostrophe between words. Default: true.
    /// </value>
    [Description("Whether the spaces before . ? ! , and English contractions go away, which words apart have.")]
    public bool CleanUpSpaces { get; init; } = true;

    /// <inheritdoc/>
    public override Processor Create() => new DecodeWordpieceProcessor(this);
}
