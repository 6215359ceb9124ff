using System.Text.Json;

namespace Tfaip.EndToEnd.Tests;

/// <summary>The MNIST scenarios on a few of the real images: they train, export, verify and predict.</summary>
[TestClass]
public sealed class MnistScenarioTests
{
    [TestMethod]
    [DataRow("mnist-minimal", "")]
    [DataRow("mnist", "")]
    [DataRow("mnist", "--model.graph mlp --model.graph.nodes 32 16 --model.graph.activation gelu")]
    public async Task TrainsAndExports(string scenario, string overrides)
    {
        using var folder = new TemporaryFolder();
        var run = folder.File("run");

        var result = await Tool.TrainAsync(
        [
            Path.Combine(Repository.Root, "models", scenario, "config.yaml"),
            "--output", run, "--data.path", Mnist(), "--data.pipeline.limit", "1600", "--trainer.epochs", "2",
            .. overrides.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        ]);

        result.MustSucceed();
        using var summary = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(run, "summary.json")));
        Assert.IsGreaterThan(0.3, summary.RootElement.GetProperty("best").GetProperty("value").GetDouble(), "chance is 0.1");
        Assert.IsTrue(File.Exists(Path.Combine(run, "model.tfaip")));
        if (scenario == "mnist")
        {
            var metrics = summary.RootElement.GetProperty("metrics");
            Assert.AreEqual(
                metrics.GetProperty("accuracy").GetDouble(), metrics.GetProperty("answer_accuracy").GetDouble(), 1e-12,
                "the metric over tensors and the evaluator over answers count the same");
        }
    }

    /// <summary>tfaip's tutorial reaches 98.66 % with this network after ten epochs in batches of 16; three do here.</summary>
    [TestMethod]
    public async Task Row085_MnistMinimal_IsAsAccurateAsTfaipsTutorial()
    {
        using var folder = new TemporaryFolder();
        var run = folder.File("run");

        var result = await Tool.TrainAsync(
        [
            Path.Combine(Repository.Root, "models", "mnist-minimal", "config.yaml"),
            "--output", run, "--data.path", Mnist(), "--trainer.epochs", "3", "--export", "none",
        ]);

        result.MustSucceed();
        using var summary = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(run, "summary.json")));
        Assert.IsGreaterThan(0.9866, summary.RootElement.GetProperty("best").GetProperty("value").GetDouble());
        Assert.IsGreaterThan(0.982, summary.RootElement.GetProperty("metrics").GetProperty("accuracy").GetDouble());
    }

    private static string Mnist()
    {
        var data = Environment.GetEnvironmentVariable("TFAIP_DATA") ?? Path.Combine(Repository.Root, "..", "shared", "data");
        var mnist = Path.GetFullPath(Path.Combine(data, "mnist"));
        if (!Directory.Exists(mnist)) Assert.Inconclusive($"MNIST is not in {mnist}; set TFAIP_DATA to the folder that holds mnist/.");
        return mnist;
    }
}
