using SignalStorm;

namespace Tfaip.EndToEnd.Tests;

/// <summary>The short form of the benchmark signal-storm.</summary>
[TestClass]
public sealed class SignalStormTests(TestContext context)
{
    private const int Signals = 60;

    [TestMethod]
    public void A_recurrent_network_trains_to_the_same_bits_under_signals_and_after_SIGTERM()
    {
        if (!OperatingSystem.IsLinux()) Assert.Inconclusive("The numbers of signals and the thread of the process are those of Linux.");
        using var folder = new TemporaryFolder();
        using var log = new StringWriter();
        var seed = Random.Shared.Next();
        var storm = new Storm(
            Path.Combine(Repository.Root, "benchmarks", "signal-storm", "config.yaml"), folder.Root, log, "--export", "none",
            "--trainer.epochs", "4", "--data.samples", "256");

        var report = storm.Run(Signals, [SignalTarget.Alternating], starts: 1, seed);

        context.WriteLine($"seed {seed}\n{log}");
        Assert.IsEmpty(report.Failures, $"seed {seed}: {string.Join("\n", report.Failures)}");
        Assert.AreEqual((Signals, 1), (report.Signals, report.Resumed + report.Empty + report.Complete));
    }
}
