using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Samples;
using Tfaip.Processors.Text.Codec;

namespace Tfaip.Processors.Text.Processing;

/// <summary>Makes a text of a model's labels or scores, with CTC by its best path.</summary>
/// <remarks>
/// Labels are <c>int64[time]</c>. Of scores, <c>float[time, labels]</c>, the largest at each time counts, the first of equal
/// ones. With <c>ctc</c>, repeated labels become one and blanks go away after that, the best path of Graves et al.,
/// "Connectionist temporal classification", 2006.
/// </remarks>
[Variant("decode_text")]
public sealed record DecodeTextParams : ValueProcessorParams, IValidatable
{
    /// <summary>Creates the parameters, for an output.</summary>
    public DecodeTextParams() => Side = SampleSide.Outputs;

    /// <value>The characters and their labels, the same as in <c>encode_text</c>.</value>
    public AlphabetParams Alphabet { get; init; } = new();

    /// <value>Whether repeated labels become one before blanks go away. Default: true.</value>
    public bool Ctc { get; init; } = true;

    /// <value>The name of an output, a whole number that says how many times count; without it all do. Default: null.</value>
    /// <remarks>The others are padding.</remarks>
    [MinLength(1)]
    public string? Length { get; init; }

    /// <inheritdoc/>
    public override Processor Create() => new DecodeTextProcessor(this);

    /// <inheritdoc/>
    public IEnumerable<(string Property, string Message)> Validate()
    {
        if (Ctc && Alphabet.Blank is null) yield return (nameof(Ctc), "CTC needs a blank; give the alphabet one, or set ctc to false.");
    }
}
