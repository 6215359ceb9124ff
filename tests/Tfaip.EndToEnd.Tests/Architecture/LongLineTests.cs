namespace Tfaip.EndToEnd.Tests.Architecture;

/// <summary>Lines are short enough to be read beside another file.</summary>
[TestClass]
public sealed class LongLineTests
{
    [TestMethod]
    public async Task No_line_of_a_source_file_has_more_than_140_columns()
    {
        if (!Path.Exists(Path.Combine(Repository.Root, ".git"))) Assert.Inconclusive("This is no checkout of git.");
        string[] arguments = ["ls-files", "src/*.cs", "tools/*.cs", "models/*.cs", "benchmarks/*.cs", "tests/*.cs"];
        var files = (await DotNet.RunProgramAsync("git", Repository.Root, arguments)).MustSucceed().Output.TrimEnd().Split('\n');
        Assert.IsGreaterThan(1000, files.Length);

        // A hostile module stands on one line, which the exporter's refusal must name.
        const string modules = "tests/Tfaip.Export.Tests/Hostile/";
        files = [.. files.Where(
            file => !file.StartsWith(modules, StringComparison.Ordinal) || file.StartsWith(modules + "Hostile", StringComparison.Ordinal))];
        var isTest = (string file) => file.StartsWith("tests/", StringComparison.Ordinal);
        var found = files.SelectMany(file => LongLines.Of(file, File.ReadLines(Path.Combine(Repository.Root, file)), isTest(file)));

        Assert.AreEqual("", string.Join('\n', found));
    }

    [TestMethod]
    public void A_long_line_is_named_with_its_columns()
    {
        string[] lines = ["short", new('x', LongLines.Longest), new('x', LongLines.Longest + 1)];

        CollectionAssert.AreEqual(new[] { "a.cs:3: 141" }, LongLines.Of("a.cs", lines, allowsRaw: false).ToArray());
    }

    [TestMethod]
    public void What_stands_in_raw_literals_may_be_long_where_that_is_allowed()
    {
        var text = new string('x', LongLines.Longest);
        var quotes = new string('"', 3);
        string[] lines = [$"a({quotes}", text + "xx", $"{text}{quotes}, b);", $"c({quotes}{text}{quotes});", $"d(\"{text}\");", text + "x"];

        CollectionAssert.AreEqual(new[] { "a.cs:5: 146", "a.cs:6: 141" }, LongLines.Of("a.cs", lines, allowsRaw: true).ToArray());
        CollectionAssert.AreEqual(
            new[] { "a.cs:2: 142", "a.cs:3: 148", "a.cs:4: 150", "a.cs:5: 146", "a.cs:6: 141" },
            LongLines.Of("a.cs", lines, allowsRaw: false).ToArray());
    }
}
