using Wcwidth;

namespace Tfaip.Configuration.Diagnostics;

/// <summary>How many columns of a terminal a text takes.</summary>
internal static class CellWidth
{
    /// <summary>
    /// Columns: two for wide characters such as those of Chinese, none for marks that combine with the character before them.
    /// </summary>
    public static int Of(string text) => text.EnumerateRunes().Sum(rune => Math.Max(UnicodeCalculator.GetWidth(rune), 0));
}
