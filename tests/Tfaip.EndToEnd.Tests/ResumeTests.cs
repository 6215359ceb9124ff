namespace Tfaip.EndToEnd.Tests;

/// <summary>A run that is killed and resumed ends with the bits of one that is not.</summary>
[TestClass]
public sealed class ResumeTests
{
    private static readonly TemporaryFolder Folder = new();
    private static string _undisturbed = "";

    [ClassInitialize]
    public static async Task TrainUndisturbedAsync(TestContext context)
    {
        _undisturbed = Folder.File("undisturbed");
        (await Tool.TrainAsync(Arguments(_undisturbed))).MustSucceed();
    }

    [ClassCleanup]
    public static void Delete() => Folder.Dispose();

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    public async Task KilledInTheMiddle_EndsTheSame(int checkpoints)
    {
        var run = Folder.File($"killed-{checkpoints}");
        using (var tool = Tool.StartTraining(Arguments(run)))
        {
            await UntilAsync(() => Checkpoints(run) >= checkpoints * 28 || tool.HasExited);
            Assert.IsFalse(tool.HasExited, "the run ended before it could be killed");
            tool.Kill();
            await tool.WaitAsync();
        }

        (await Tool.TrainAsync("resume", run)).MustSucceed();

        AssertSameEnd(run);
    }

    [TestMethod]
    public async Task InterruptedInTheMiddle_SaysHowToResume_AndEndsTheSame()
    {
        if (OperatingSystem.IsWindows()) Assert.Inconclusive("Windows has no such signal for another process.");
        var run = Folder.File("interrupted");
        using (var tool = Tool.StartTraining(Arguments(run)))
        {
            await UntilAsync(() => Checkpoints(run) >= 28 || tool.HasExited);
            tool.Interrupt();
            var result = await tool.WaitAsync();
            Assert.AreEqual(130, result.ExitCode, $"{result.Output}\n{result.Error}");
            Assert.Contains("resume", result.Output + result.Error);
        }

        (await Tool.TrainAsync("resume", run)).MustSucceed();

        AssertSameEnd(run);
    }

    private static void AssertSameEnd(string run)
    {
        foreach (var file in Directory.GetFiles(_undisturbed, "*.safetensors", SearchOption.AllDirectories))
        {
            var other = Path.Combine(run, Path.GetRelativePath(_undisturbed, file));
            Assert.AreSequenceEqual(File.ReadAllBytes(file), File.ReadAllBytes(other), other);
        }

        var metrics = Path.Combine(_undisturbed, "metrics.jsonl");
        Assert.AreEqual(File.ReadAllText(metrics), File.ReadAllText(Path.Combine(run, "metrics.jsonl")));
    }

    private static string[] Arguments(string run) =>
        [Repository.Digits, "--output", run, "--trainer.epochs", "12", "--trainer.checkpoint.every_steps", "10", "--export", "none"];

    // The newest checkpoint's step: folders are called step-000123.
    private static int Checkpoints(string run)
    {
        var folder = Path.Combine(run, "checkpoints");
        return Directory.Exists(folder)
            ? Directory.GetDirectories(folder, "step-*").Select(path => int.TryParse(Path.GetFileName(path)[5..], out var step) ? step : 0)
                .DefaultIfEmpty().Max()
            : 0;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (!condition()) await Task.Delay(5, limit.Token);
    }
}
