using Tfaip.Parameters;

namespace Tfaip.Processors.Pipelines.Generators;

/// <summary>
/// Names in texts such as <c>COLUMN, COLUMN as TYPE</c>. A name may stand in double quotes, where a quote is written twice: then it is
/// taken as it is, with its commas, points and outer blanks, and is no number.
/// </summary>
internal static class QuotedNames
{
    /// <summary>The text with a letter in place of each character within quotes: what is found in it stands outside of them.</summary>
    /// <param name="text">The text.</param>
    /// <param name="separators">What stands between names.</param>
    public static string Mask(string text, params ReadOnlySpan<string> separators)
    {
        var masked = text.ToCharArray();
        var isBegin = true;
        for (var i = 0; i < masked.Length; i++)
        {
            if (isBegin && text[i] == '"')
            {
                var end = Math.Min(EndOf(text, i), text.Length);
                masked.AsSpan(i, end - i).Fill('x');
                i = end - 1;
            }

            // A name begins after a separator and blanks; a quote inside a name is a character as any other.
            isBegin = (isBegin && masked[i] == ' ') || EndsOne(masked.AsSpan(0, i + 1), separators);
        }

        return new(masked);
    }

    /// <summary>The parts between the places of a separator outside of quotes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="separator">What parts are divided by.</param>
    /// <param name="separators">All that may stand between names.</param>
    public static IEnumerable<string> Split(string text, char separator, params IEnumerable<string> separators)
    {
        var masked = Mask(text, [.. separators]);
        var start = 0;
        for (var end = masked.IndexOf(separator); end >= 0; end = masked.IndexOf(separator, start))
        {
            yield return text[start..end];
            start = end + 1;
        }

        yield return text[start..];
    }

    /// <summary>The name that a part is.</summary>
    /// <param name="part">The part; blanks around it do not count.</param>
    /// <param name="error">Makes the error of a wrong quote.</param>
    /// <returns>The name without its quotes, and whether it had them.</returns>
    public static (string Name, bool IsQuoted) Read(string part, Func<string, TfaipException> error)
    {
        part = part.Trim();
        if (part is not ['"', ..]) return (part, false);
        var end = EndOf(part, 0);
        if (end > part.Length) throw error("a quote is never closed");
        return end == part.Length
            ? (part[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal), true)
            : throw error($"'{part[end..].Trim()}' stands after a closing quote. Write a quote within quotes twice");
    }

    /// <summary>A name as it must be written to be taken as a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="special">What stands for something else in a name without quotes.</param>
    public static string Write(string name, params ReadOnlySpan<string> special)
    {
        var isPlain = name.Length > 0 && name.Trim() == name && name[0] != '"' && !name.All(char.IsAsciiDigit);
        foreach (var text in special) isPlain &= !name.Contains(text, StringComparison.Ordinal);
        return isPlain ? name : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static bool EndsOne(ReadOnlySpan<char> text, ReadOnlySpan<string> separators)
    {
        foreach (var separator in separators)
        {
            if (text.EndsWith(separator, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    // The place after the quote that closes the one at a place; beyond the text's end where none does.
    private static int EndOf(string text, int start)
    {
        for (var i = start + 1; i < text.Length; i++)
        {
            if (text[i] != '"') continue;
            if (i + 1 == text.Length || text[i + 1] != '"') return i + 1;
            i++;
        }

        return text.Length + 1;
    }
}
