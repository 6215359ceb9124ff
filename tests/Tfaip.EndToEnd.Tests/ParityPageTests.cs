using System.Globalization;
using System.Text.RegularExpressions;

namespace Tfaip.EndToEnd.Tests;

/// <summary>docs/reference/tfaip-parity.md names every row of the comparison with tfaip, and every test that it names exists.</summary>
[TestClass]
public sealed partial class ParityPageTests
{
    private const int Rows = 110;

    // The rows that pipeline, trainer, evaluation and reports answer for: each has a test of its own, or says why it does not apply.
    private static readonly int[] Answered = [.. Enumerable.Range(27, 64), 100, 101, 104, 105];

    private static string PagePath => Path.Combine(Repository.Root, "docs", "reference", "tfaip-parity.md");

    [TestMethod]
    public void The_page_is_current()
    {
        var tests = TestsByRow();
        var page = string.Concat(File.ReadLines(PagePath).Select(line => WithTests(line, tests) + "\n"));
        if (Environment.GetEnvironmentVariable("TFAIP_REWRITE") == "1") File.WriteAllText(PagePath, page);
        Assert.AreEqual(page, File.ReadAllText(PagePath).ReplaceLineEndings("\n"), "Write its last column anew with TFAIP_REWRITE=1.");
    }

    [TestMethod]
    public void Every_row_is_there_once() =>
        CollectionAssert.AreEqual(Enumerable.Range(1, Rows).ToArray(), PageRows().Select(row => row.Number).ToArray());

    [TestMethod]
    public void Every_test_that_it_names_exists()
    {
        var names = Methods().Select(method => $"{method.Class}.{method.Name}").ToHashSet(StringComparer.Ordinal);
        names.UnionWith(Methods().Select(method => method.Class));
        var missing = PageRows().SelectMany(row => Quoted().Matches(row.Tests).Select(match => match.Groups[1].Value))
            .Where(name => !names.Contains(name));
        Assert.AreEqual("", string.Join(", ", missing));
    }

    [TestMethod]
    public void A_row_has_a_test_or_says_why_it_has_none()
    {
        var tests = TestsByRow();
        var open = PageRows()
            .Where(row => Answered.Contains(row.Number))
            .Where(row => !tests[row.Number].Any() && !row.Here.StartsWith("does not apply: ", StringComparison.Ordinal)
                && !row.Here.StartsWith("open: ", StringComparison.Ordinal))
            .Select(row => row.Number);
        Assert.AreEqual("", string.Join(", ", open));
    }

    private static string WithTests(string line, ILookup<int, string> tests)
    {
        if (RowOf(line) is not { } row) return line;
        var kept = Quoted().Matches(row.Tests).Select(match => match.Groups[1].Value).Where(name => !IsOfRow(name));
        var names = kept.Concat(tests[row.Number]).Select(name => $"`{name}`");
        return line[..(line.LastIndexOf('|', line.Length - 2) + 1)]
            + string.Join(", ", names) switch { "" => " |", var text => $" {text} |" };
    }

    private static IEnumerable<PageRow> PageRows() => File.ReadLines(PagePath).Select(RowOf).OfType<PageRow>();

    private static PageRow? RowOf(string line)
    {
        var cells = line.Split('|');
        return cells.Length == 6 && int.TryParse(cells[1].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new PageRow(number, cells[3].Trim(), cells[4].Trim())
            : null;
    }

    private static ILookup<int, string> TestsByRow() => Methods()
        .Where(method => IsOfRow(method.Name))
        .Select(method => (Row: int.Parse(method.Name.AsSpan(3, 3), CultureInfo.InvariantCulture), Name: $"{method.Class}.{method.Name}"))
        .OrderBy(test => test.Name, StringComparer.Ordinal)
        .ToLookup(test => test.Row, test => test.Name);

    private static bool IsOfRow(string name) => RowName().IsMatch(name);

    // Read from the sources: the test projects do not reference each other.
    private static IEnumerable<(string Class, string Name)> Methods() =>
        from path in Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
        where !path.Split(Path.DirectorySeparatorChar).Intersect(["bin", "obj"]).Any()
        from Match match in Method().Matches(File.ReadAllText(path))
        select (Path.GetFileNameWithoutExtension(path).Split('.')[0], match.Groups[1].Value);

    [GeneratedRegex(@"^\s*public (?:static )?(?:async )?(?:void|Task) (\w+)\(", RegexOptions.Multiline)]
    private static partial Regex Method();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(^|\.)Row\d{3}_")]
    private static partial Regex RowName();

    private sealed record PageRow(int Number, string Here, string Tests);
}
