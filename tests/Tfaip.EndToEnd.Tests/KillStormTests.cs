using KillStorm;

namespace Tfaip.EndToEnd.Tests;

/// <summary>The short form of the benchmark kill-storm.</summary>
[TestClass]
public sealed class KillStormTests(TestContext context)
{
    private const int Kills = 10;

    [TestMethod]
    public void A_run_that_is_killed_at_ten_instants_ends_with_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        using var log = new StringWriter();
        var seed = Random.Shared.Next();

        var report = new Storm(Path.Combine(Repository.Root, "benchmarks", "kill-storm", "config.yaml"), folder.Root, log).Run(Kills, seed);

        context.WriteLine($"seed {seed}\n{log}{string.Join("\n", report.Kills)}");
        Assert.IsEmpty(report.Differences, $"seed {seed}: {string.Join(", ", report.Differences)}");
        Assert.AreEqual(Kills, report.TotalKills);
        Assert.IsGreaterThan(0, Enumerable.Range((int)Phase.Step, 4).Sum(phase => report.Kills[(Phase)phase]), "no kill hit the training");
    }
}
