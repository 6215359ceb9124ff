namespace Tfaip.EndToEnd.Tests.Documents;

/// <summary>Every link leads somewhere, and every page is found.</summary>
[TestClass]
public sealed class LinkTests
{
    [TestMethod]
    public void Every_link_leads_to_a_file_or_a_heading_that_is_there()
    {
        var pages = Pages.All.ToDictionary(page => page.Path);
        var broken = Pages.All.SelectMany(page => page.Links.Select(link => (Page: page, Link: link)))
            .Where(one => !Leads(one.Page, one.Link.Text, pages))
            .Select(one => $"{one.Page.Path}:{one.Link.Number}: {one.Link.Text}");

        Assert.AreEqual("", string.Join('\n', broken));
        Assert.IsGreaterThan(200, Pages.All.Sum(page => page.Links.Count()));
    }

    [TestMethod]
    public void A_link_to_nowhere_is_found()
    {
        var page = MarkdownPage.Parse(
            """
            # One [link](a.md)

            See `[code](b)` and [c](llms.txt#d)
            and [e](#one-link).

            | [f](g.md) |
            """);
        var none = new Dictionary<string, MarkdownPage>();

        var links = page.Links.Select(link => $"{link.Number} {link.Text}").ToArray();
        CollectionAssert.AreEquivalent(new[] { "1 a.md", "3 llms.txt#d", "4 #one-link", "6 g.md" }, links);
        var broken = page.Links.Select(link => link.Text).Where(target => !Leads(page, target, none)).ToArray();
        CollectionAssert.AreEquivalent(new[] { "a.md", "llms.txt#d", "g.md" }, broken);
    }

    [TestMethod]
    [DataRow("docs/index.md")]
    [DataRow("llms.txt")]
    public void Every_page_of_the_documentation_is_listed(string list)
    {
        var page = Pages.All.Single(page => page.Path == list);
        var listed = page.Links.Select(link => Resolve(page, link.Text.Split('#')[0])).ToHashSet();
        var missing = Pages.Documentation.Select(page => page.Path).Where(path => path != list && !listed.Contains(path));

        Assert.AreEqual("", string.Join('\n', missing));
    }

    [TestMethod]
    public void Every_page_of_the_documentation_is_one_of_four_kinds()
    {
        string[] kinds = ["tutorials", "how-to", "concepts", "reference"];
        var others = Pages.Documentation.Select(page => page.Path).Where(path => path != "docs/index.md" && !IsOf(path));

        Assert.AreEqual("", string.Join('\n', others));
        foreach (var kind in kinds) Assert.IsTrue(Pages.Documentation.Any(page => page.Path.Split('/')[1] == kind), kind);

        bool IsOf(string path) => path.Split('/') is [_, var kind, _] && kinds.Contains(kind);
    }

    private static bool Leads(MarkdownPage page, string target, Dictionary<string, MarkdownPage> pages)
    {
        if (target.StartsWith("https://", StringComparison.Ordinal)) return true;
        var parts = target.Split('#');
        var file = parts[0].Length == 0 ? page.Path : Resolve(page, parts[0]);
        if (parts[0].Length > 0 && !Path.Exists(Path.Combine(Repository.Root, file))) return false;
        if (parts.Length == 1) return true;
        return (parts[0].Length == 0 ? page : pages.GetValueOrDefault(file))?.Anchors.Contains(parts[1]) ?? false;
    }

    private static string Resolve(MarkdownPage page, string target)
    {
        var path = Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(page.Path)!, target));
        return Path.GetRelativePath(Repository.Root, path).Replace('\\', '/');
    }
}
