using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Parameters.Resources;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Text.Processing;

/// <summary>Makes a text of the tokens of <c>wordpiece</c>, or of a model's scores of them.</summary>
/// <remarks>
/// Words have a space between them, pieces that begin with <c>##</c> are joined to what is before them. What <c>wordpiece</c>
/// does not keep does not come back: capital letters and accents of uncased vocabularies, unknown words, and where the white
/// space was. Special tokens are [PAD], [UNK], [CLS], [SEP] and [MASK] unless others are given.
/// </remarks>
[Variant("decode_wordpiece")]
public sealed record DecodeWordpieceParams : DetokenizerParams
{
    /// <value>The vocabulary, the same as that of <c>wordpiece</c>. Default: none, it must be given.</value>
    [Required]
    public ResourceFile? Vocabulary { get; init; }

    /// <value>
    /// Whether the spaces go away that English does not write: before <c>. ? ! ,</c> and contractions, and around an apostrophe.
    /// Default: true.
    /// </value>
    /// <remarks>The contractions are <c>n't 'm 's 've 're</c>.</remarks>
    public bool CleanUpSpaces { get; init; } = true;

    /// <inheritdoc/>
    public override Processor Create() => new DecodeWordpieceProcessor(this);
}
