namespace Tfaip.EndToEnd.Tests.Documents;

/// <summary>Sentences and lines are short.</summary>
[TestClass]
public sealed class ProseTests
{
    private const int MostWords = 40;
    private const int MostColumns = 130;

    [TestMethod]
    public void No_sentence_has_more_than_40_words()
    {
        var pages = Pages.All.Where(page => page.Path is not ("CHANGELOG.md" or "llms.txt")).ToArray();

        Assert.AreEqual("", string.Join('\n', pages.SelectMany(LongSentences)));
        Assert.IsGreaterThan(1000, pages.Sum(page => page.Sentences.Count()));
    }

    [TestMethod]
    public void No_line_of_prose_is_wider_than_130_columns()
    {
        var wide = Pages.All.Where(page => page.Path != "llms.txt")
            .SelectMany(page => page.Prose.Select(line => (page.Path, line.Number, Width: line.Text.Length)))
            .Where(line => line.Width > MostColumns).Select(line => $"{line.Path}:{line.Number}: {line.Width} columns");

        Assert.AreEqual("", string.Join('\n', wide));
    }

    [TestMethod]
    public void A_sentence_of_41_words_is_found_with_its_line()
    {
        var long41 = string.Join(' ', Enumerable.Repeat("word", 41));
        var page = MarkdownPage.Parse(
            $"""
            # {long41}

            Short. Also `short. {long41}` (really). {string.Join(' ', Enumerable.Repeat("word", 40))}!
            Here [one
            two](three.md) e.g. four:
            {long41}.

            | {long41} |
            | --- |

            - An item
            - {long41}

                {long41}

              goes on: {long41}

            After the list.

                {long41}

            ```text
            {long41}
            ```
            """);

        CollectionAssert.AreEqual(
            new[]
            {
                "page.md:4: 46 words: Here one two e.g. four: word word word …",
                "page.md:12: 41 words: word word word word word word word word …",
                "page.md:14: 41 words: word word word word word word word word …",
                "page.md:16: 43 words: goes on: word word word word word word …",
            },
            LongSentences(page).ToArray());
    }

    private static IEnumerable<string> LongSentences(MarkdownPage page) =>
        from sentence in page.Sentences
        let words = MarkdownPage.CountWords(sentence.Text)
        where words > MostWords
        select $"{page.Path}:{sentence.Number}: {words} words: {string.Join(' ', sentence.Text.Split(' ').Take(8))} …";
}
