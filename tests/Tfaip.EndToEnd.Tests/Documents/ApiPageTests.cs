using System.Text.RegularExpressions;

namespace Tfaip.EndToEnd.Tests.Documents;

/// <summary>docs/reference/api.md names public types.</summary>
[TestClass]
public sealed partial class ApiPageTests
{
    [TestMethod]
    public void Every_type_is_public_in_the_assembly_that_is_named()
    {
        var page = File.ReadLines(Path.Combine(Repository.Root, "docs", "reference", "api.md"));
        var rows = page.Select(line => line.Split('|')).Where(cells => cells.Length == 5).Skip(2);
        var named = rows.SelectMany(cells => Names(cells[3]).Select(type => (Assembly: Names(cells[2]).Single(), Type: type)))
            .ToArray();
        var missing = named.Where(one => !IsPublic(one.Assembly, one.Type));

        Assert.AreEqual("", string.Join(", ", missing));
        Assert.IsGreaterThan(25, named.Length);
    }

    // A line of a type ends with its name; one of a member has what it gives at its end.
    private static bool IsPublic(string assembly, string type) =>
        Directory.GetFiles(Path.Combine(Repository.Root, "src", assembly), "PublicAPI.*.txt").SelectMany(File.ReadLines)
            .Any(line => !line.Contains(' ') && line.EndsWith("." + type, StringComparison.Ordinal));

    private static IEnumerable<string> Names(string cell) => Quoted().Matches(cell).Select(name => name.Groups[1].Value);

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
