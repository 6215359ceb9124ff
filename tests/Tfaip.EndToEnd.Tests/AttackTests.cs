using Attacks;

namespace Tfaip.EndToEnd.Tests;

/// <summary>The short form of the benchmark attacks.</summary>
[TestClass]
public sealed class AttackTests(TestContext context)
{
    private const int Count = 96;

    [TestMethod]
    public void Hostile_files_of_all_kinds_run_nothing_write_nowhere_else_and_end_no_program()
    {
        if (!OperatingSystem.IsLinux()) Assert.Inconclusive("The memory of a case is measured by what Linux says of a process.");
        using var folder = new TemporaryFolder();
        using var log = new StringWriter();
        var seed = Random.Shared.Next(1_000_000);

        var report = new Storm(folder.Root, log).Run(Count, seed);

        context.WriteLine($"seed {seed}\n{log}{string.Join("\n", report.Cases)}");
        Assert.IsEmpty(report.Faults, $"seed {seed}: {string.Join("\n", report.Faults)}");
        Assert.AreEqual(Count, report.Cases.Values.Sum());
        CollectionAssert.AreEqual((string[])["data", "dump", "image", "package", "run", "weights"], report.Cases.Keys.ToArray());
        Assert.AreEqual(0, report.Restarts);
    }
}
