using CsCheck;
using Tfaip.Configuration.Descriptions.Layout;

namespace Tfaip.Configuration.Tests.Descriptions.Layout;

[TestClass]
public sealed class PageWriterTests
{
    [TestMethod]
    public void Lines_are_broken_between_words_and_long_words_stay_whole() => Assert.AreEqual(
        """
        one two
          three
          four-five-six
          end

        """.ReplaceLineEndings("\n"),
        Written(10, page => page.Paragraph(0, 2, "one two three four-five-six end")));

    [TestMethod]
    public void Pieces_without_a_space_between_them_are_one_word() => Assert.AreEqual(
        "a\nb(c)d\n", Written(6, page => page.Paragraph(0, "a b", new("(c)", Style.Faint), "d")));

    [TestMethod]
    public void A_name_that_fills_its_column_has_its_text_below() => Assert.AreEqual(
        "  ab  one\n      two\n  abcd\n      one\n", Written(9, page =>
        {
            page.Entry(2, 6, "ab", ["one two"], [""]);
            page.Entry(2, 6, "abcd", ["one"]);
        }));

    [TestMethod]
    public void Colours_are_for_terminals() => Assert.AreEqual(
        "\e[1mname  \e[0m\e[32m1 \e[0m\e[2m(a number)\e[0m\n",
        Written(
            80,
            page => page.Entry(0, 6, new("name", Style.Name), [new("1", Style.Value), " ", new("(a number)", Style.Faint)]),
            isColoured: true));

    [TestMethod]
    public void No_line_is_longer_than_the_width_and_no_word_is_lost() =>
        Gen.Select(Gen.String[Gen.Char["abc "], 0, 60].Array[1, 4], Gen.Int[12, 40], Gen.Int[0, 6]).Sample((texts, width, indent) =>
        {
            var written = Written(width, page => page.Paragraph(0, indent, [.. texts.Select(text => new Span(text))]));
            var words = string.Concat(texts).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return string.Join(' ', words) == string.Join(' ', written.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
                && written.Split('\n').All(line => line.Length <= width || line.Trim().Split(' ').Length == 1);
        });

    private static string Written(int width, Action<PageWriter> write, bool isColoured = false)
    {
        var text = new StringWriter { NewLine = "\n" };
        write(new(text, width, isColoured));
        return text.ToString();
    }
}
