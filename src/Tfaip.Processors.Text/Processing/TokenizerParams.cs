using System.ComponentModel.DataAnnotations;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Text.Processing;

/// <summary>
/// The parameters of a tokenizer: it makes the numbers of tokens, <c>int64[tokens]</c>, of an input that is a text, and a mask that is 1 at
/// tokens and 0 at padding, <c>int64[tokens]</c>. The text stays.
/// </summary>
public abstract record TokenizerParams : ProcessorParams
{
    /// <value>The name of the input that is the text. Default: text.</value>
    [Required]
    public string Key { get; init; } = "text";

    /// <value>The most tokens, special ones among them; the text is cut to fit. Default: null, no limit.</value>
    [Range(1, int.MaxValue)]
    public int? MaxLength { get; init; }

    /// <value>Whether shorter texts are padded to <see cref="MaxLength"/>. Default: false.</value>
    public bool PadToMaxLength { get; init; }

    /// <value>The name that the numbers of the tokens get. Default: input_ids.</value>
    [Required]
    public string InputIds { get; init; } = "input_ids";

    /// <value>The name that the mask gets. Default: attention_mask.</value>
    [Required]
    public string AttentionMask { get; init; } = "attention_mask";

    /// <inheritdoc/>
    public override IReadOnlyList<string> InputsBefore(IReadOnlyList<string> needed) =>
        [.. needed.Where(name => name != InputIds && name != AttentionMask).Append(Key).Distinct()];

    /// <summary>The rules that all tokenizers have.</summary>
    protected IEnumerable<(string Property, string Message)> ValidateLengths(int special)
    {
        if (MaxLength is { } length && length <= special)
            yield return (nameof(MaxLength), $"{length} tokens leave no room beside the {special} special ones.");
        if (PadToMaxLength && MaxLength is null) yield return (nameof(PadToMaxLength), "give max_length, the length to pad to.");
    }
}
