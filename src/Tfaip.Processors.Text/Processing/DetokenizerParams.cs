using System.ComponentModel.DataAnnotations;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Text.Processing;

/// <summary>
/// The parameters of the way back from a tokenizer: it makes a text of the numbers of tokens, <c>int64[tokens]</c>, or of a model's scores,
/// <c>float32[tokens, vocabulary]</c>, of which the largest of each token counts, the first of equal ones. Scores may be of more tokens
/// than the vocabulary has, as models round its size up.
/// </summary>
public abstract record DetokenizerParams : ValueProcessorParams
{
    /// <summary>Creates the parameters, for an output.</summary>
    protected DetokenizerParams() => Side = SampleSide.Outputs;

    /// <value>Whether special tokens are left out of the text. Default: true.</value>
    public bool SkipSpecialTokens { get; init; } = true;

    /// <value>
    /// Which tokens are special; without it the usual ones of the tokenizer, as far as the vocabulary has them. Default: null.
    /// </value>
    public IReadOnlyList<string>? SpecialTokens { get; init; }

    /// <value>
    /// A token such as &lt;/s&gt; or [SEP]: what follows the first one is not part of the text; without it all is. Default: null.
    /// </value>
    [MinLength(1)]
    public string? End { get; init; }

    /// <value>The name of an output, a whole number that says how many tokens count; without it all do. Default: null.</value>
    /// <remarks>The others are padding.</remarks>
    [MinLength(1)]
    public string? Length { get; init; }
}
