using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Text.Processing;

/// <summary>Brings a text to a normalization form of Unicode (UAX #15).</summary>
/// <remarks>Characters that are newer than the machine's tables stay as they are.</remarks>
[Variant("normalize_text")]
public sealed record NormalizeTextParams : TextProcessorParams
{
    /// <value>The form. Default: nfc.</value>
    public UnicodeForm Form { get; init; }

    /// <inheritdoc/>
    public override Processor Create() => new NormalizeTextProcessor(this);
}
