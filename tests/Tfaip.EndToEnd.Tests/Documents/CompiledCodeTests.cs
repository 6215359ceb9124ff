using System.Text.RegularExpressions;

namespace Tfaip.EndToEnd.Tests.Documents;

/// <summary>The C# of the documentation is a part of code that the solution compiles.</summary>
[TestClass]
public sealed partial class CompiledCodeTests
{
    [TestMethod]
    public void Every_block_of_CSharp_is_part_of_a_file_that_is_compiled()
    {
        var sources = ((string[])["tests", "models"]).SelectMany(Sources).Select(Unindented).ToArray();

        // ConfiguredProgramTests runs the program of the README below src.
        var pages = Pages.All.Where(page => !page.Path.StartsWith("src/", StringComparison.Ordinal));
        var blocks = pages.SelectMany(page => page.Code.Select(block => (Page: page, Block: block)))
            .Where(one => one.Block.Kind == "csharp").ToArray();
        var missing = blocks.Where(one => !sources.Any(source => IsPart(one.Block.Text, source)))
            .Select(one => $"{one.Page.Path}:{one.Block.Number}: no file below tests or models has this code.");

        Assert.AreEqual("", string.Join('\n', missing));
        Assert.IsGreaterThan(20, blocks.Length);
    }

    private static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Intersect(["bin", "obj"]).Any())
            .Select(File.ReadAllText);

    // A program begins with the namespaces that it uses; in the file that is compiled there may be others between them.
    private static bool IsPart(string code, string source)
    {
        var lines = Unindented(code).Split('\n');
        var usings = lines.TakeWhile(line => Using().IsMatch(line)).ToArray();
        return usings.All(line => source.Contains(line, StringComparison.Ordinal))
            && source.Contains(string.Join('\n', lines[usings.Length..]).Trim(), StringComparison.Ordinal);
    }

    // A document shows a member of a class without the class around it, so it has another indent.
    private static string Unindented(string code) =>
        string.Join('\n', code.ReplaceLineEndings("\n").Trim().Split('\n').Select(line => line.Trim()));

    [GeneratedRegex(@"^using [\w.]+;$")]
    private static partial Regex Using();
}
