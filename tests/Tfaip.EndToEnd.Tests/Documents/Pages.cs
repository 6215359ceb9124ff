namespace Tfaip.EndToEnd.Tests.Documents;

/// <summary>The pages of the repository.</summary>
internal static class Pages
{
    private static readonly string[] Generated = ["bin", "obj", "runs", "artifacts"];

    /// <summary>All pages of Markdown, and <c>llms.txt</c>.</summary>
    public static IReadOnlyList<MarkdownPage> All { get; } =
    [
        .. Directory.EnumerateFiles(Repository.Root, "*.md")
            .Concat(((string[])["docs", "models", "src"]).SelectMany(Below))
            .Append(Path.Combine(Repository.Root, "llms.txt"))
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Intersect(Generated).Any())
            .Order(StringComparer.Ordinal)
            .Select(MarkdownPage.Load),
    ];

    /// <summary>The pages in <c>docs</c>.</summary>
    public static IEnumerable<MarkdownPage> Documentation => All.Where(page => page.Path.Split('/')[0] == "docs");

    private static IEnumerable<string> Below(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.md", SearchOption.AllDirectories);
}
