using System.Globalization;
using Tfaip.Parameters;

namespace Tfaip.Configuration.Reading;

/// <summary>
/// What a text must be before a parser sees it. The parser takes NUL for the end of the text, so that the rest would be lost
/// without a word.
/// </summary>
internal static class YamlGuard
{
    public static void Check(string text, FileOrigin start)
    {
        var (line, lineStart) = (1, 0);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\n') (line, lineStart) = (line + 1, i + 1);
            if (!IsRefused(text, ref i)) continue;
            var code = ((int)c).ToString("X4", CultureInfo.InvariantCulture);
            throw new ConfigurationException(
                start with { Line = line, Column = i - lineStart + 1 },
                char.IsSurrogate(c)
                    ? $"The file has half of a surrogate pair, U+{code}, which is no character."
                    : $"The character U+{code} cannot stand in YAML; in a text in double quotes write \"\\u{code}\".");
        }
    }

    // Steps over a surrogate pair.
    private static bool IsRefused(string text, ref int i)
    {
        var c = text[i];
        if (c is '\t' or '\n' or '\r' or '\u0085') return false;
        if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
        {
            i++;
            return false;
        }

        return char.IsControl(c) || char.IsSurrogate(c) || c is '\uFFFE' or '\uFFFF' || (c == '\uFEFF' && i > 0);
    }
}
