using Tfaip.Processors.Pipelines.Generators.Files;

namespace Tfaip.Processors.Tests.Pipelines.Generators.Files;

[TestClass]
public sealed class PathPatternTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public PathPatternTests()
    {
        foreach (var name in (string[])["b.png", "a.png", "a.txt", "ab.png", ".hidden.png", "p1/x.png", "p2/x.png", "p2/deep/er/y.png", ".h/z.png", "[1].png"])
            _folder.Write(name, "");
    }

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DataRow("*.png", "[1].png a.png ab.png b.png")]
    [DataRow("?.png", "a.png b.png")]
    [DataRow("a*", "a.png a.txt ab.png")]
    [DataRow("p*/x.png", "p1/x.png p2/x.png")]
    [DataRow("*/*.png", "p1/x.png p2/x.png")]
    [DataRow("**/x.png", "p1/x.png p2/x.png")]
    [DataRow("**/?.png", "a.png b.png p1/x.png p2/deep/er/y.png p2/x.png")]
    [DataRow("p2/**/*.png", "p2/deep/er/y.png p2/x.png")]
    [DataRow("p2/**", "p2/deep/er/y.png p2/x.png")]
    [DataRow("**/deep/**/y.png", "p2/deep/er/y.png")]
    [DataRow("p?/deep/er/*", "p2/deep/er/y.png")]
    [DataRow(".hid*", ".hidden.png")]
    [DataRow("a.png", "a.png")]
    [DataRow("none.png", "none.png")]
    [DataRow("p1/../a.pn?", "a.png")]
    public void Wildcards_stand_for_names(string pattern, string files) => Assert.AreEqual(
        files,
        string.Join(' ', PathPattern.Expand(_folder.PathOf(pattern), "file").Select(path => Path.GetRelativePath(_folder.Root, path))));

    [TestMethod]
    public void A_file_whose_name_has_a_wildcard_is_itself()
    {
        var path = _folder.Write("a?.txt", "");
        _folder.Write("ab.txt", "");
        CollectionAssert.AreEqual(new[] { path }, PathPattern.Expand(path, "file").ToArray());
    }

    [TestMethod]
    public void Links_in_a_circle_end()
    {
        Directory.CreateSymbolicLink(_folder.PathOf("p1/again"), _folder.Root);
        var found = PathPattern.Expand(_folder.PathOf("p1/**/x.png"), "file");
        Assert.IsTrue(found.Contains(_folder.PathOf("p1/x.png")) && found.Contains(_folder.PathOf("p1/again/p2/x.png")));
    }

    [TestMethod]
    public void What_matches_nothing_is_refused()
    {
        AssertRefused($"No image matches {_folder.PathOf("*.jpg")}.", "*.jpg");
        AssertRefused(
            $"The folder {_folder.PathOf("none")} of the pattern {_folder.PathOf("none/*.jpg")} does not exist. Create it, or correct the path in the configuration.", "none/*.jpg");
        Assert.AreEqual("The path of the image is empty.", Assert.ThrowsExactly<TfaipException>(() => PathPattern.Expand("", "image")).Message);
    }

    private void AssertRefused(string message, string pattern) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<TfaipException>(() => PathPattern.Expand(_folder.PathOf(pattern), "image")).Message);
}
