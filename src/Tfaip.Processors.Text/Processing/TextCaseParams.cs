using System.ComponentModel;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Text.Processing;

/// <summary>
/// Makes all letters of a text small, or capital, by the simple mappings of Unicode, which belong to no language: one letter becomes one letter, ß has no capital.
/// </summary>
[Variant("text_case"), Description("Makes all letters of a text small, or capital.")]
public sealed record TextCaseParams : TextProcessorParams
{
    /// <value>Small or capital letters. Default: lower.</value>
    [Description("Small or capital letters.")]
    public LetterCase Case { get; init; }

    /// <inheritdoc/>
    public override Processor Create() => new TextCaseProcessor(this);
}
