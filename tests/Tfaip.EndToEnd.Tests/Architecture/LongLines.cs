using System.Text.RegularExpressions;

namespace Tfaip.EndToEnd.Tests.Architecture;

/// <summary>Finds the lines of a source file that are too long to be read beside another file.</summary>
internal static partial class LongLines
{
    /// <summary>The most columns of a line.</summary>
    public const int Longest = 140;

    /// <summary>The long lines, as <c>file:line: columns</c>.</summary>
    /// <param name="file">What they are called.</param>
    /// <param name="lines">The lines of the file.</param>
    /// <param name="allowsRaw">Whether what stands in raw string literals may be of any length.</param>
    public static IEnumerable<string> Of(string file, IEnumerable<string> lines, bool allowsRaw)
    {
        // The quotes that end the raw literal in which a line begins; null in code.
        string? end = null;
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            var columns = allowsRaw ? line.Length - RawColumns(line, ref end) : line.Length;
            if (columns > Longest) yield return $"{file}:{number}: {columns}";
        }
    }

    private static int RawColumns(string line, ref string? end)
    {
        var (raw, begin) = (0, 0);
        foreach (var quotes in Quotes().EnumerateMatches(line))
        {
            if (end is null)
            {
                (end, begin) = (line.Substring(quotes.Index, quotes.Length), quotes.Index + quotes.Length);
            }
            else if (quotes.Length >= end.Length)
            {
                raw += quotes.Index - begin;
                end = null;
            }
        }

        return end is null ? raw : raw + line.Length - begin;
    }

    [GeneratedRegex("\"{3,}")]
    private static partial Regex Quotes();
}
