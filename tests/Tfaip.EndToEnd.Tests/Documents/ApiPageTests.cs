using System.Text.RegularExpressions;

namespace Tfaip.EndToEnd.Tests.Documents;

/// <summary>docs/reference/api.md names public types.</summary>
[TestClass]
public sealed partial class ApiPageTests
{
    [TestMethod]
    public void Every_type_is_public_in_the_assembly_that_is_named()
    {
        var rows = File.ReadLines(Path.Combine(Repository.Root, "docs", "reference", "api.md")).Select(line => line.Split('|')).Where(cells => cells.Length == 5).Skip(2).ToArray();
        var named = rows.SelectMany(cells => Quoted().Matches(cells[3]).Select(type => (Assembly: cells[2].Trim(' ', '`'), Type: type.Groups[1].Value))).ToArray();
        var missing = named.Where(one => !TypesOf(one.Assembly).Any(type => type.EndsWith("." + one.Type, StringComparison.Ordinal)));

        Assert.AreEqual("", string.Join(", ", missing));
        Assert.IsGreaterThan(25, named.Length);
    }

    // A line without blanks and brackets is a type, or a member without arguments, which has the type before it.
    private static IEnumerable<string> TypesOf(string assembly) =>
        Directory.GetFiles(Path.Combine(Repository.Root, "src", assembly), "PublicAPI.*.txt").SelectMany(File.ReadLines).Where(line => !line.Contains('('));

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
