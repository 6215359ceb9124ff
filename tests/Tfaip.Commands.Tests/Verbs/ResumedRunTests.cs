using Tfaip.Training.Tests.Loop;

namespace Tfaip.Commands.Tests.Verbs;

[TestClass]
public sealed class ResumedRunTests
{
    private const string Config = """
        scenario: Toy.csproj
        seed: 3
        data: {training_samples: 38, pipeline: {batch_size: 4}, pre_processing: [toy_noise]}
        trainer: {epochs: 2, threads: 1, predictions: 0, optimizer: {type: adam, learning_rate: 0.01}, averaging: ema}
        export: none
        """;

    [TestMethod]
    public void Row074_Two_epochs_and_two_more_end_with_the_bytes_of_four()
    {
        using var tool = new ToyTool(Config);
        MustSucceed(tool.Run(tool.Config, "--output", tool.In("four"), "--trainer.epochs", "4"));
        MustSucceed(tool.Run(tool.Config, "--output", tool.In("two")));
        Assert.HasCount(2, EvaluationsOf(tool.In("two")));

        MustSucceed(tool.Run("resume", tool.In("two"), "--trainer.epochs", "4"));

        Assert.HasCount(4, EvaluationsOf(tool.In("two")));
        CollectionAssert.AreEqual(MetricsOf(tool.In("four")), MetricsOf(tool.In("two")));
        var expected = FilesOf(tool.In("four"));
        Assert.HasCount(10, expected);
        CollectionAssert.AreEqual(expected, FilesOf(tool.In("two")));
        foreach (var file in expected)
            CollectionAssert.AreEqual(File.ReadAllBytes(tool.In("four", file)), File.ReadAllBytes(tool.In("two", file)), file);
    }

    [TestMethod]
    public void Row074_A_resumed_run_with_learning_rate_0_measures_what_it_did()
    {
        using var tool = new ToyTool(Config, typeof(SteadyModel));
        MustSucceed(tool.Run(tool.Config, "--output", tool.In("run"), "--trainer.optimizer.learning_rate", "0"));
        MustSucceed(tool.Run("resume", tool.In("run"), "--trainer.epochs", "3"));

        var measured = EvaluationsOf(tool.In("run"));
        Assert.HasCount(3, measured);
        Assert.IsGreaterThan(0, measured[1]["loss"]);
        foreach (var (name, value) in measured[1]) Assert.AreEqual(value, measured[2][name], 1e-5, name);
    }

    private static string[] MetricsOf(string run) => File.ReadAllLines(Path.Combine(run, "metrics.jsonl"));

    // The values of the evaluation of each epoch.
    private static List<Dictionary<string, double>> EvaluationsOf(string run) => MetricsOf(run)
        .Select(line => System.Text.Json.Nodes.JsonNode.Parse(line)!)
        .Where(line => (string?)line["split"] == "evaluation")
        .GroupBy(line => (int)line["epoch"]!, line => KeyValuePair.Create((string)line["name"]!, Number(line["value"]!)))
        .Select(epoch => epoch.ToDictionary())
        .ToList();

    private static double Number(System.Text.Json.Nodes.JsonNode value) =>
        value.GetValueKind() == System.Text.Json.JsonValueKind.Number ? (double)value : throw new AssertFailedException($"{value.Parent}");

    private static string[] FilesOf(string run) => ((string[])["best", "checkpoints"])
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(run, folder), "*", SearchOption.AllDirectories))
        .Select(path => Path.GetRelativePath(run, path))
        .Order(StringComparer.Ordinal)
        .ToArray();

    private static void MustSucceed((int Code, string Output, string Error) result) =>
        Assert.AreEqual((0, ""), (result.Code, result.Error));
}
