using CsCheck;
using Tfaip.Configuration.Diagnostics;

namespace Tfaip.Configuration.Tests.Diagnostics;

[TestClass]
public sealed class ExcerptTests
{
    [TestMethod]
    [DataRow("epochs: many", 8, 4, 80, "epochs: many", "        ^^^^")]
    [DataRow("a: 1", 0, 1, 80, "a: 1", "^")]
    [DataRow("a:", 2, 1, 80, "a:", "  ^")] // behind the end
    [DataRow("a: b", 3, 100, 80, "a: b", "   ^")] // no further than the line
    [DataRow("", 0, 1, 80, "", "^")]
    [DataRow("\ta:\tb", 4, 1, 80, "    a:  b", "        ^")] // tabs to columns of four
    [DataRow("日本: 言葉", 4, 2, 80, "日本: 言葉", "      ^^^^")] // two columns a character
    [DataRow("e\u0301: x", 4, 1, 80, "e\u0301: x", "   ^")] // an accent of its own has no width
    [DataRow("\U0001F600: x", 4, 1, 80, "\U0001F600: x", "    ^")]
    [DataRow("a: \u001b[31mred\u0007", 3, 1, 80, "a: \uFFFD[31mred\uFFFD", "   ^")] // nothing that a terminal would act on
    [DataRow("    key: 0123456789012345678901234567890123456789", 4, 3, 20, "    key: 0123456789…", "    ^^^")]
    [DataRow("0123456789 0123456789 0123456789 key: 1", 33, 3, 20, "…9 0123456789 key: 1", "              ^^^")]
    public void The_mark_stands_under_the_part(string line, int start, int length, int width, string text, string mark)
    {
        var excerpt = Excerpt.Of(line, start, length, width);
        Assert.AreEqual(text, excerpt.Text);
        Assert.AreEqual(mark, excerpt.Mark);
    }

    [TestMethod]
    public void An_excerpt_fits_and_shows_what_is_marked()
    {
        var line = Gen.OneOf(Gen.Char['a', 'z'], Gen.Const(
            ' '), Gen.Const('\t'), Gen.Char['ä', 'ü'], Gen.Char['一', '三']).Array[1, 200].Select(letters => new string(letters));
        Gen.Select(line, Gen.Int[0, 199], Gen.Int[1, 20], Gen.Int[20, 100]).Sample((text, start, length, width) =>
        {
            start %= text.Length;
            var (shown, mark) = Excerpt.Of(text, start, length, width);
            var indent = mark.TakeWhile(c => c == ' ').Count();
            var first = text[start] == '\t' ? ' ' : text[start];
            return CellWidth.Of(shown) <= width && mark.Length <= width && (At(shown, indent) == first || shown.Length <= indent);
        });
    }

    // The character at a column.
    private static char? At(string text, int column)
    {
        for (var (i, at) = (0, 0); i < text.Length; at += CellWidth.Of(text[i].ToString()), i++)
        {
            if (at == column) return text[i];
        }

        return null;
    }
}
