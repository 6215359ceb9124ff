using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Parameters.Resources;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Text.Processing;

/// <summary>The tokenizer of BERT: <c>[CLS] text [SEP]</c>, or <c>[CLS] text [SEP] pair [SEP]</c>.</summary>
/// <remarks>
/// Devlin et al., "BERT: pre-training of deep bidirectional transformers", 2019: words split at white space, punctuation and CJK
/// characters, then into the longest pieces of the vocabulary from the left. Special tokens that stand in the text are text.
/// </remarks>
[Variant("wordpiece")]
public sealed record WordpieceParams : TokenizerParams, IValidatable
{
    /// <value>
    /// The vocabulary: a UTF-8 text file with one token a line, BERT's <c>vocab.txt</c>. Default: none, it must be given.
    /// </value>
    [Required]
    public ResourceFile? Vocabulary { get; init; }

    /// <value>The name of the input that is the second text of a pair; without it there is none. Default: null.</value>
    [MinLength(1)]
    public string? Pair { get; init; }

    /// <value>Whether letters become small and lose their accents, as the uncased vocabularies want. Default: true.</value>
    public bool LowerCase { get; init; } = true;

    /// <value>Which text of a pair is cut when both together are too long. Default: longest_first.</value>
    public PairTruncation Truncation { get; init; }

    /// <value>
    /// The name that the type of each token gets, <c>int64[tokens]</c>: 0 up to the first [SEP] and in the padding, 1 after it.
    /// Default: token_type_ids.
    /// </value>
    [Required]
    public string TokenTypeIds { get; init; } = "token_type_ids";

    /// <inheritdoc/>
    public override Processor Create() => new WordpieceProcessor(this);

    /// <inheritdoc/>
    public override IReadOnlyList<ValueCount> CountsAfter(IReadOnlyList<ValueCount> before) => Vocabulary is { } vocabulary
        ?
        [
            .. before.Where(count => (count.Side, count.Key) != (SampleSide.Inputs, InputIds)),
            new ValueCount(SampleSide.Inputs, InputIds, LineFile.Read(vocabulary, "token").Count),
        ]
        : before;

    /// <inheritdoc/>
    public override IReadOnlyList<string> InputsBefore(IReadOnlyList<string> needed) =>
        [.. base.InputsBefore([.. needed.Where(name => name != TokenTypeIds)]).Concat(Pair is null ? [] : [Pair]).Distinct()];

    /// <inheritdoc/>
    public IEnumerable<(string Property, string Message)> Validate() => ValidateLengths(Pair is null ? 2 : 3);
}
