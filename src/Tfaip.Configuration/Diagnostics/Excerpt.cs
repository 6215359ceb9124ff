using System.Globalization;
using System.Text;

namespace Tfaip.Configuration.Diagnostics;

/// <summary>A line with a mark under a part of it, no wider than the terminal.</summary>
/// <param name="Text">The line as it is shown: without tabs and control characters, cut where it is long.</param>
/// <param name="Mark">What stands under it.</param>
internal sealed record Excerpt(string Text, string Mark)
{
    private const int TabStop = 4;
    private const char Cut = '…';

    /// <summary>Makes an excerpt.</summary>
    /// <param name="line">The line.</param>
    /// <param name="start">The first character of the part, from 0; one behind the end of the line marks what is missing there.</param>
    /// <param name="length">Its characters, at least 1; what goes beyond the line is left out.</param>
    /// <param name="width">How many columns there are, at least 20.</param>
    public static Excerpt Of(string line, int start, int length, int width)
    {
        start = Math.Clamp(start, 0, line.Length);
        var end = Math.Clamp(start + Math.Max(1, length), start, line.Length);
        var (before, part, after) = (Plain(line[..start], 0), "", "");
        part = Plain(line[start..end], CellWidth.Of(before));
        after = Plain(line[end..], CellWidth.Of(before) + CellWidth.Of(part)).TrimEnd();

        // The part first, then what is before it, then what is behind.
        part = TakeFirst(part, width - 2);
        var room = width - Math.Max(1, CellWidth.Of(part));
        var indent = before.Length - before.TrimStart(' ').Length;
        var left = CellWidth.Of(before) <= room ? before : TakeLast(before[indent..], Math.Max(room / 2, room - CellWidth.Of(after)));
        var right = TakeFirst(after, room - CellWidth.Of(left));
        var mark = new string('^', Math.Max(1, CellWidth.Of(part)));
        return new($"{left}{part}{right}", $"{new string(' ', CellWidth.Of(left))}{mark}");
    }

    private static string TakeFirst(string text, int width)
    {
        if (CellWidth.Of(text) <= width) return text;
        var taken = new StringBuilder();
        var used = 0;
        foreach (var element in Elements(text))
        {
            used += CellWidth.Of(element);
            if (used > width - 1) break;
            taken.Append(element);
        }

        return width < 1 ? "" : taken.Append(Cut).ToString();
    }

    private static string TakeLast(string text, int width)
    {
        if (CellWidth.Of(text) <= width) return text;
        var taken = "";
        var used = 0;
        foreach (var element in Elements(text).Reverse())
        {
            used += CellWidth.Of(element);
            if (used > width - 1) break;
            taken = element + taken;
        }

        return width < 1 ? "" : Cut + taken;
    }

    private static IEnumerable<string> Elements(string text)
    {
        for (var elements = StringInfo.GetTextElementEnumerator(text); elements.MoveNext();) yield return elements.GetTextElement();
    }

    // What a terminal would act on instead of showing it, and tabs, whose width depends on the column.
    private static string Plain(string text, int column)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var element in Elements(text))
        {
            var shown = element switch
            {
                "\t" => new string(' ', TabStop - (column % TabStop)),
                [var c] when char.IsControl(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format => "\uFFFD",
                _ => element,
            };
            plain.Append(shown);
            column += CellWidth.Of(shown);
        }

        return plain.ToString();
    }
}
