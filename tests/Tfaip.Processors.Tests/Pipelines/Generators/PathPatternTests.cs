using Tfaip.Parameters;
using Tfaip.Processors.Pipelines.Generators;
using Tfaip.Tests;

namespace Tfaip.Processors.Tests.Pipelines.Generators;

[TestClass]
public sealed class PathPatternTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public PathPatternTests()
    {
        foreach (var name in (string[])[
                "b.png", "a.png", "a.txt", "ab.png", ".hidden.png", "p1/x.png", "p2/x.png", "p2/deep/er/y.png", ".h/z.png", "[1].png"
        ])
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
    [DataRow("p*/../a.png", "a.png")]
    public void Wildcards_stand_for_names(string pattern, string files) => Assert.AreEqual(
        files,
        string.Join(' ', PathPattern.Expand(_folder.PathOf(pattern), "file").Select(path => Path.GetRelativePath(_folder.Root, path))));

    [TestMethod]
    public void A_file_whose_name_has_a_wildcard_is_itself()
    {
        if (OperatingSystem.IsWindows()) Assert.Inconclusive("No file of Windows has a wildcard in its name.");
        var path = _folder.Write("a?.txt", "");
        _folder.Write("ab.txt", "");
        CollectionAssert.AreEqual(new[] { path }, PathPattern.Expand(path, "file").ToArray());
    }

    [TestMethod]
    [DataRow("./p*/x.png", "./p1/x.png ./p2/x.png")]
    [DataRow("p2/../a.pn?", "p2/../a.png")]
    [DataRow("p2/**", "p2/deep/er/y.png p2/x.png")]
    [DataRow("none*.png", "none*.png")]
    [DataRow("p*/../none.png", "p*/../none.png")]
    [DataRow("none/*.png", "none/*.png")]
    [DataRow("Is this text?", "Is this text?")]
    [DataRow("a.png", "a.png")]
    [DataRow("", "")]
    public void An_argument_is_expanded_as_a_shell_does(string argument, string expected)
    {
        // Absolute ones, so that the test changes no working directory; what follows the folder keeps its spelling.
        var prefix = argument.Length == 0 ? "" : _folder.Root + Path.DirectorySeparatorChar;
        var found = PathPattern.ExpandArgument(prefix + argument)
            .Select(path => path[prefix.Length..].Replace(Path.DirectorySeparatorChar, '/'));
        Assert.AreEqual(expected, string.Join(' ', found));
    }

    [TestMethod]
    public void A_relative_argument_stays_relative()
    {
        var folder = Path.GetRelativePath(Environment.CurrentDirectory, _folder.Root);
        var expected = new[] { Path.Combine(folder, "a.png"), Path.Combine(folder, "b.png") };
        CollectionAssert.AreEqual(expected, PathPattern.ExpandArgument(Path.Combine(folder, "?.png")).ToArray());
    }

    [TestMethod]
    public void An_argument_that_names_a_file_is_that_file()
    {
        if (OperatingSystem.IsWindows()) Assert.Inconclusive("No file of Windows has a wildcard in its name.");
        var path = _folder.Write("a?.txt", "");
        _folder.Write("ab.txt", "");
        CollectionAssert.AreEqual(new[] { path }, PathPattern.ExpandArgument(path).ToArray());
    }

    [TestMethod]
    public void Links_in_a_circle_end()
    {
        SymbolicLink.ToFolder(_folder.PathOf("p1/again"), _folder.Root);
        var found = PathPattern.Expand(_folder.PathOf("p1/**/x.png"), "file");
        Assert.IsTrue(found.Contains(_folder.PathOf("p1/x.png")) && found.Contains(_folder.PathOf("p1/again/p2/x.png")));
    }

    [TestMethod]
    public void What_matches_nothing_is_refused()
    {
        AssertRefused($"No image matches {_folder.PathOf("*.jpg")}.", "*.jpg");
        AssertRefused(
            $"The folder {_folder.PathOf("none")} of the pattern {_folder.PathOf("none/*.jpg")} does not exist. Create it, or correct the "
            + "path in the configuration.", "none/*.jpg");
        Assert.AreEqual(
            "The path of the image is empty.", Assert.ThrowsExactly<TfaipException>(() => PathPattern.Expand("", "image")).Message);
    }

    private void AssertRefused(string message, string pattern) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<TfaipException>(() => PathPattern.Expand(_folder.PathOf(pattern), "image")).Message);
}
