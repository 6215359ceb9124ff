using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Parameters.Resources;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Samples;
using Tfaip.Processors.Text.Tokenization;

namespace Tfaip.Processors.Text.Processing;

/// <summary>The byte-level BPE tokenizer of GPT-2 and RoBERTa.</summary>
/// <remarks>
/// Radford et al., "Language models are unsupervised multitask learners", 2019; Sennrich, Haddow and Birch, "Neural machine
/// translation of rare words with subword units", 2016: words of GPT-2's pattern, as UTF-8 bytes, joined pair by pair in the
/// order of the merges.
/// </remarks>
[Variant("bpe")]
public sealed record BpeParams : TokenizerParams, IValidatable
{
    /// <value>The vocabulary: a JSON file from tokens to numbers, GPT-2's <c>vocab.json</c>. Default: none, it must be given.</value>
    [Required]
    public ResourceFile? Vocabulary { get; init; }

    /// <value>
    /// The pairs that are joined, one a line, the first ones first: GPT-2's <c>merges.txt</c>. Default: none, it must be given.
    /// </value>
    [Required]
    public ResourceFile? Merges { get; init; }

    /// <value>A token that comes before the text, such as &lt;s&gt;; without it none does. Default: null.</value>
    [MinLength(1)]
    public string? Begin { get; init; }

    /// <value>A token that comes after the text, such as &lt;/s&gt;; without it none does. Default: null.</value>
    [MinLength(1)]
    public string? End { get; init; }

    /// <value>The token that texts are padded with. Default: null; it must be given to pad.</value>
    [MinLength(1)]
    public string? Pad { get; init; }

    /// <inheritdoc/>
    public override Processor Create() => new BpeProcessor(this);

    /// <inheritdoc/>
    public override IReadOnlyList<ValueCount> CountsAfter(IReadOnlyList<ValueCount> before) => Vocabulary is { } vocabulary
        ?
        [
            .. before.Where(count => (count.Side, count.Key) != (SampleSide.Inputs, InputIds)),
            new ValueCount(SampleSide.Inputs, InputIds, BpeFiles.ReadVocabulary(vocabulary).Values.Max() + 1L),
        ]
        : before;

    /// <inheritdoc/>
    public IEnumerable<(string Property, string Message)> Validate()
    {
        foreach (var error in ValidateLengths((Begin is null ? 0 : 1) + (End is null ? 0 : 1))) yield return error;
        if (PadToMaxLength && Pad is null) yield return (nameof(Pad), "give the token to pad with.");
    }
}
