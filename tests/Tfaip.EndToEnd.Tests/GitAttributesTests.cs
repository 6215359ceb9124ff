namespace Tfaip.EndToEnd.Tests;

/// <summary>A checkout on any system has the same bytes.</summary>
[TestClass]
public sealed class GitAttributesTests
{
    [TestMethod]
    public async Task Text_has_LF_and_every_binary_file_is_named_as_such()
    {
        if (!Path.Exists(Path.Combine(Repository.Root, ".git"))) Assert.Inconclusive("This is no checkout of git.");
        var files = (await DotNet.RunProgramAsync("git", Repository.Root, "ls-files", "--eol")).MustSucceed().Output.TrimEnd().Split('\n');

        // i/ what is kept, w/ what lies here, attr/ what .gitattributes says, and the path.
        var wrong = files.Where(file => file.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not
            (["i/lf" or "i/none", _, "attr/text=auto", "eol=lf", ..] or ["i/-text", "w/-text", "attr/-text", ..]));
        Assert.AreEqual("", string.Join('\n', wrong));
        Assert.IsGreaterThan(100, files.Length);
    }
}
