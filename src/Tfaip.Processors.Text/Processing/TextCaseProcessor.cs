namespace Tfaip.Processors.Text.Processing;

internal sealed class TextCaseProcessor(TextCaseParams parameters) : TextProcessor(parameters)
{
    protected override object Change(string text) =>
        parameters.Case == LetterCase.Lower ? text.ToLowerInvariant() : text.ToUpperInvariant();
}
