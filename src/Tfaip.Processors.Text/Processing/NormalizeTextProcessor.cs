using System.Text;
using Tfaip.Processors.Text.Tokenization;

namespace Tfaip.Processors.Text.Processing;

internal sealed class NormalizeTextProcessor : TextProcessor
{
    private readonly NormalizationForm _form;

    public NormalizeTextProcessor(NormalizeTextParams parameters)
        : base(parameters)
    {
        _form = parameters.Form switch
        {
            UnicodeForm.Nfc => NormalizationForm.FormC,
            UnicodeForm.Nfd => NormalizationForm.FormD,
            UnicodeForm.Nfkc => NormalizationForm.FormKC,
            _ => NormalizationForm.FormKD,
        };
        UnicodeTables.Require("normalize_text");
    }

    protected override object Change(string text) => UnicodeTables.Normalize(text, _form, Name);
}
