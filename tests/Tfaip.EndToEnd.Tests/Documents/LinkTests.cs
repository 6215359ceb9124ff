namespace Tfaip.EndToEnd.Tests.Documents;

/// <summary>Every link leads somewhere, and every page is found.</summary>
[TestClass]
public sealed class LinkTests
{
    [TestMethod]
    public void Every_link_leads_to_a_file_or_a_heading_that_is_there()
    {
        var pages = Pages.All.ToDictionary(page => page.Path);
        var broken = Pages.All.SelectMany(page => page.Links.Where(link => !Leads(page, link.Text, pages)).Select(link => $"{page.Path}:{link.Number}: {link.Text}"));

        Assert.AreEqual("", string.Join('\n', broken));
        Assert.IsGreaterThan(200, Pages.All.Sum(page => page.Links.Count()));
    }

    [TestMethod]
    public void A_link_to_nowhere_is_found()
    {
        var page = MarkdownPage.Parse("# One [link](a.md)\n\nSee `[code](b)` and [c](llms.txt#d)\nand [e](#one-link).\n\n| [f](g.md) |\n");
        var none = new Dictionary<string, MarkdownPage>();

        CollectionAssert.AreEquivalent(new[] { "1 a.md", "3 llms.txt#d", "4 #one-link", "6 g.md" }, page.Links.Select(link => $"{link.Number} {link.Text}").ToArray());
        CollectionAssert.AreEquivalent(new[] { "a.md", "llms.txt#d", "g.md" }, page.Links.Select(link => link.Text).Where(target => !Leads(page, target, none)).ToArray());
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
        var others = Pages.Documentation.Select(page => page.Path).Where(path => path != "docs/index.md" && !(path.Split('/') is [_, var kind, _] && kinds.Contains(kind)));

        Assert.AreEqual("", string.Join('\n', others));
        foreach (var kind in kinds) Assert.Contains(page => page.Path.StartsWith($"docs/{kind}/", StringComparison.Ordinal), Pages.Documentation, kind);
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

    private static string Resolve(MarkdownPage page, string target) =>
        Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(page.Path)!, target))).Replace('\\', '/');
}
