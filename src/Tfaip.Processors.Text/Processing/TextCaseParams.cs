using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Text.Processing;

/// <summary>Makes all letters of a text small, or capital.</summary>
/// <remarks>
/// By the simple mappings of Unicode, which belong to no language: one letter becomes one letter, ß has no capital.
/// </remarks>
[Variant("text_case")]
public sealed record TextCaseParams : TextProcessorParams
{
    /// <value>Small or capital letters. Default: lower.</value>
    public LetterCase Case { get; init; }

    /// <inheritdoc/>
    public override Processor Create() => new TextCaseProcessor(this);
}
