using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Text.Codec;

namespace Tfaip.Processors.Text.Processing;

/// <summary>Makes labels of the characters of a text, <c>int64[characters]</c>.</summary>
/// <remarks>At each place the longest character of the alphabet that fits is taken.</remarks>
[Variant("encode_text")]
public sealed record EncodeTextParams : TextProcessorParams, IValidatable
{
    /// <value>The characters and their labels.</value>
    public AlphabetParams Alphabet { get; init; } = new();

    /// <value>What becomes of a character that the alphabet does not have. Default: error.</value>
    public UnknownCharacter Unknown { get; init; }

    /// <value>The character of the alphabet that takes the place of unknown ones where they are replaced. Default: null.</value>
    public string? Replacement { get; init; }

    /// <inheritdoc/>
    public override Processor Create() => new EncodeTextProcessor(this);

    /// <inheritdoc/>
    public override IReadOnlyList<ValueCount> CountsAfter(IReadOnlyList<ValueCount> before) =>
        CountsWith(before, new Alphabet(Alphabet, "encode_text").Count);

    /// <inheritdoc/>
    public IEnumerable<(string Property, string Message)> Validate()
    {
        if (Unknown == UnknownCharacter.Replace == string.IsNullOrEmpty(Replacement))
            yield return (nameof(Replacement), "give a replacement where unknown characters are replaced, and only there.");
    }
}
