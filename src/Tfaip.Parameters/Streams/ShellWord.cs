using System.Buffers;
using System.Globalization;
using System.Text;

namespace Tfaip.Parameters.Streams;

/// <summary>
/// Writes words of commands that are printed as a shell takes them, so that what is printed can be pasted, whatever a file is called.
/// </summary>
internal static class ShellWord
{
    private static readonly SearchValues<char> Special = SearchValues.Create(" \t\n\r\"'$`\\*?[]{}()<>|&;#~!^%");
    private static readonly SearchValues<char> SpecialOnWindows = SearchValues.Create(" \t\n\r\"'$`*?[]{}()<>|&;#!^%,@");

    /// <summary>A word for the shells of this system: those of POSIX, on Windows PowerShell and cmd as far as both agree.</summary>
    public static string Of(string word) => Of(word, OperatingSystem.IsWindows());

    internal static string Of(string word, bool isWindows)
    {
        if (isWindows) return word.Length > 0 && !word.AsSpan().ContainsAny(SpecialOnWindows) ? word : $"\"{word}\"";
        if (word.Any(char.IsControl)) return Escaped(word);
        return word.Length > 0 && !word.AsSpan().ContainsAny(Special) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }

    // The form of bash, zsh and ksh in which control characters can be seen.
    private static string Escaped(string word)
    {
        var text = new StringBuilder("$'");
        foreach (var c in word)
        {
            if (char.IsControl(c)) text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else if (c is '\'' or '\\') text.Append('\\').Append(c);
            else text.Append(c);
        }

        return text.Append('\'').ToString();
    }
}
