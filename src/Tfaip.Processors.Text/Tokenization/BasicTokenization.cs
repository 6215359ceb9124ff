using System.Buffers;
using System.Globalization;
using System.Text;

namespace Tfaip.Processors.Text.Tokenization;

/// <summary>
/// BERT's splitting of a text into words: at white space, before and after every punctuation character and CJK ideograph; control
/// characters go away. As BERT's own code has it, ASCII characters that are no letters, digits or controls are punctuation, although $, +,
/// &lt; and others are symbols in Unicode.
/// </summary>
internal sealed class BasicTokenization(bool lowerCase)
{
    private static readonly SearchValues<char> AsciiPunctuation = SearchValues.Create("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~");

    /// <summary>The words of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">What messages call it.</param>
    public List<string> Split(string text, string name)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in Clean(text, name).EnumerateRunes())
        {
            var isAlone = IsPunctuation(rune) || IsIdeograph(rune.Value);
            if (isAlone || IsWhiteSpace(rune)) End();
            if (IsWhiteSpace(rune)) continue;
            word.Append(rune.ToString());
            if (isAlone) End();
        }

        End();
        return words;

        void End()
        {
            if (word.Length > 0) words.Add(word.ToString());
            word.Clear();
        }
    }

    private string Clean(string text, string name)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsRemoved(rune)) kept.Append(rune.ToString());
        }

        if (!lowerCase) return kept.ToString();

        // Accents go first: İ is an I with a dot, which then becomes i. Small letters may have accents of their own to lose.
        var folded = new StringBuilder(kept.Length);
        var decomposed = UnicodeTables.Normalize(kept.ToString(), NormalizationForm.FormD, name);
        foreach (var rune in decomposed.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark) folded.Append(rune.ToString());
        }

        return ToLower(folded.ToString());
    }

    // Letter by letter, but for the sigma, which has another form at the end of a word.
    private static string ToLower(string text)
    {
        var lower = text.ToLowerInvariant();
        if (!text.Contains('Σ')) return lower;
        return string.Create(lower.Length, (text, lower), static (letters, texts) =>
        {
            texts.lower.CopyTo(letters);
            for (var i = 1; i < letters.Length; i++)
            {
                var isEnd = i + 1 == letters.Length || !char.IsLetter(letters[i + 1]);
                if (texts.text[i] == 'Σ' && char.IsLetter(letters[i - 1]) && isEnd) letters[i] = 'ς';
            }
        });
    }

    private static bool IsWhiteSpace(Rune rune) => rune.Value is ' ' or '\t' or '\n' or '\r'
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator;

    // Half of a surrogate pair that stands alone is enumerated as U+FFFD, so it is removed too.
    private static bool IsRemoved(Rune rune) => !IsWhiteSpace(rune)
        && (rune.Value is 0 or 0xFFFD || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format);

    private static bool IsPunctuation(Rune rune) => rune.IsAscii
        ? AsciiPunctuation.Contains((char)rune.Value)
        : Rune.GetUnicodeCategory(rune) is UnicodeCategory.ConnectorPunctuation or UnicodeCategory.DashPunctuation
            or UnicodeCategory.OpenPunctuation
                or UnicodeCategory.ClosePunctuation or UnicodeCategory.InitialQuotePunctuation or UnicodeCategory.FinalQuotePunctuation
                or UnicodeCategory.OtherPunctuation;

    private static bool IsIdeograph(int codePoint) =>
        codePoint is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0xF900 and <= 0xFAFF)
            or (>= 0x20000 and <= 0x2A6DF) or (>= 0x2A700 and <= 0x2B73F) or (>= 0x2B740 and <= 0x2B81F) or (>= 0x2B820 and <= 0x2CEAF)
            or (>= 0x2F800 and <= 0x2FA1F);
}
