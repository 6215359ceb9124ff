using System.Globalization;
using System.Text;
using Tfaip.Parameters;

namespace Tfaip.Processors.Text.Tokenization;

/// <summary>What of Unicode comes from the machine, in .NET the library ICU.</summary>
internal static class UnicodeTables
{
    private const char Noncharacter = '\uFFFE';

    /// <summary>Refuses a machine where normalization leaves texts as they are, since .NET runs without ICU there.</summary>
    public static void Require(string processor)
    {
        if (IsThere) return;
        throw new TfaipException(
            $"The processor '{processor}' normalizes Unicode, which .NET cannot do here: it runs in the invariant globalization mode or "
            + "without ICU. Install libicu, and leave DOTNET_SYSTEM_GLOBALIZATION_INVARIANT and InvariantGlobalization off.");
    }

    /// <summary>Normalizes a text.</summary>
    public static string Normalize(string text, NormalizationForm form, string name)
    {
        try
        {
            // .NET takes U+FFFE for a damaged text. It is a character that stays as it is and combines with none, so that the parts around
            // it are normalized each for itself.
            return text.Contains(Noncharacter)
                ? string.Join(Noncharacter, text.Split(Noncharacter).Select(part => part.Normalize(form)))
                : text.Normalize(form);
        }
        catch (ArgumentException error)
        {
            throw new TfaipException(
                $"{name} is not well-formed Unicode: half of a surrogate pair stands alone, at index {IndexOfLoneSurrogate(text)}.", error);
        }
    }

    // The one question to ask of ICU that its absence answers: decomposition is among its data.
    private static bool IsThere => "\u00E4".Normalize(NormalizationForm.FormD) == "a\u0308";

    private static int IndexOfLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i)) i++;
            else if (CharUnicodeInfo.GetUnicodeCategory(text[i]) == UnicodeCategory.Surrogate) return i;
        }

        return -1;
    }
}
