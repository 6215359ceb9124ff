using Tfaip.Export.Lowering;
using Tfaip.Export.Lowering.Everything;
using Tfaip.Export.Tests.Lowering.Parity;

namespace Tfaip.Export.Tests.Lowering.Coverage;

/// <summary>docs/reference/export-coverage.md says what is so, and what it calls supported is tested.</summary>
[TestClass]
public sealed class CoveragePageTests
{
    private static IEnumerable<CoverageRow> Rows =>
        TorchSharpMembers.Owners.SelectMany(TorchSharpMembers.MethodsOf).Concat(TorchSharpMembers.Layers);

    [TestMethod]
    public void The_page_is_current()
    {
        var path = Path.Combine(Documents(), "reference", "export-coverage.md");
        var page = CoveragePage.Write();
        if (Environment.GetEnvironmentVariable("TFAIP_REWRITE") == "1") File.WriteAllText(path, page);
        Assert.AreEqual(page, File.ReadAllText(path).ReplaceLineEndings("\n"), "Write it anew with TFAIP_REWRITE=1, as the page says.");
    }

    [TestMethod]
    public void Something_is_said_of_everything() =>
        Assert.AreEqual("", Names(Rows.Where(row => row.Status == CoverageStatus.Unknown).Select(Text)));

    [TestMethod]
    public void What_is_supported_has_a_case()
    {
        var covered = ParityTests.Groups.Values.SelectMany(group => group()).SelectMany(one => one.Covered).ToHashSet();
        var missing = Rows.Where(row => row.Status == CoverageStatus.Supported && !covered.Contains((row.Owner, row.Method))
            && !TorchSharpMembers.IsOpened(row.Owner, row.Method));
        Assert.AreEqual("", Names(missing.Select(Text)));
    }

    [TestMethod]
    public void What_has_a_reason_has_no_lowering()
    {
        // A reason for what is exported after all would never be shown.
        var both = Lowerings.All.Entries.Where(entry => Refusals.Default.Find(entry.Type, entry.Method) is not null);
        Assert.AreEqual("", Names(both.Select(entry => $"{entry.Type.Name}.{entry.Method}")));
    }

    private static string Names(IEnumerable<string> names) => string.Join(", ", names);

    private static string Text(CoverageRow row) => $"{row.Owner.Name}.{row.Method}";

    private static string Documents()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "docs");
            if (File.Exists(Path.Combine(path, "index.md"))) return path;
        }

        throw new DirectoryNotFoundException("docs is not above the tests.");
    }
}
