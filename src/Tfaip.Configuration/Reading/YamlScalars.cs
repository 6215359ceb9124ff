using System.Buffers;
using System.Globalization;
using System.Text;
using Tfaip.Parameters.Trees;

namespace Tfaip.Configuration.Reading;

/// <summary>Writes scalars: plain where YAML reads that back as the same text, else in quotes.</summary>
internal static class YamlScalars
{
    private static readonly SearchValues<char> FirstOfPlain = SearchValues.Create("_./+$(<~^");

    private static readonly SearchValues<char> InLists = SearchValues.Create(",[]{}:?#");

    public static string Value(ScalarNode scalar) => scalar switch
    {
        { Text: null } => "null",
        { IsQuoted: false, Text: var text } when IsPlain(text) && text is not ("~" or "null" or "Null" or "NULL") => text,
        { Text: var text } => Quote(text),
    };

    /// <summary>Whether the text of <see cref="Value"/> can stand in a list in brackets as it is.</summary>
    public static bool FitsLine(ScalarNode scalar) =>
        Value(scalar) is ['"' or '\'', ..] || !scalar.Text.AsSpan().ContainsAny(InLists);

    public static string Key(string key)
    {
        if (key.Length > YamlReader.MaximumKeyLength)
            throw new ArgumentException(
                $"A key of YAML has at most {YamlReader.MaximumKeyLength} characters: '{key[..20]}…' is longer.", nameof(key));
        return IsPlain(key) ? key : Quote(key);
    }

    private static bool IsPlain(string text)
    {
        if (text.Length == 0 || text[^1] is ' ' or ':' || text.StartsWith("---", StringComparison.Ordinal)
                || text.StartsWith("...", StringComparison.Ordinal))
            return false;
        var isFirstPlain = char.IsLetterOrDigit(text[0]) || FirstOfPlain.Contains(text[0])
            || (text[0] == '-' && text.Length > 1 && (char.IsLetterOrDigit(text[1]) || text[1] == '.'));
        return isFirstPlain
            && !text.Contains(": ", StringComparison.Ordinal)
            && !text.Contains(" #", StringComparison.Ordinal)
            // The parser takes the word for an alias and then does not see the colon that ends a key.
            && !text.Contains(" *", StringComparison.Ordinal)
            && text.All(c => c == ' ' || (c is > ' ' and <= '~') || char.IsLetterOrDigit(c));
    }

    private static string Quote(string text)
    {
        if (!text.Any(NeedsEscape)) return $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
        var quoted = new StringBuilder("\"", text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) quoted.Append(c).Append(text[++i]);
            else if (char.IsSurrogate(c)) throw new ArgumentException("Half of a surrogate pair cannot be written as YAML.", nameof(text));
            else if (c is '"' or '\\') quoted.Append('\\').Append(c);
            else if (c == '\n') quoted.Append("\\n");
            else if (c == '\t') quoted.Append("\\t");
            else if (NeedsEscape(c)) quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            else quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }

    // What is no character of a line: control characters, line and paragraph separators, the byte order mark; and surrogates, to look
    // at twice.
    private static bool NeedsEscape(char c) =>
        char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF';
}
