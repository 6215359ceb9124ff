using System.ComponentModel;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Text.Processing;

/// <summary>
/// Brings a text to a normalization form of Unicode (UAX #15). Characters that are newer than the machine's tables stay as they are.
/// </summary>
[Variant("normalize_text"), Description("Brings a text to a normalization form of Unicode.")]
public sealed record NormalizeTextParams : TextProcessorParams
{
    /// <value>The form. Default: nfc.</value>
    [Description("The form.")]
    public UnicodeForm Form { get; init; }

    /// <inheritdoc/>
    public override Processor Create() => new NormalizeTextProcessor(this);
}
