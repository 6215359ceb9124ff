using System.Text.Json;
using System.Text.RegularExpressions;
using Tfaip.Training.Tests.Loop;

namespace Tfaip.Commands.Tests.Verbs;

[TestClass]
public sealed partial class BenchmarkDataTests : IDisposable
{
    private const string Config = """
        scenario: Toy.csproj
        output: run
        data: { training_samples: 18, evaluation_samples: 30, pipeline: { batch_size: 6, workers: 1 }, pre_processing: [toy_noise] }
        """;

    private readonly ToyTool _tool = new(Config);

    public void Dispose() => _tool.Dispose();

    [TestMethod]
    public void Row062_The_stages_are_measured_until_the_time_is_over()
    {
        var before = _tool.Listing();

        var (code, output, error) = _tool.Run("benchmark-data", _tool.Config, "--time-limit", "300ms");

        Assert.AreEqual((0, ""), (code, error));
        var lines = output.Split('\n').Select(line => Number().Replace(line, "N").TrimEnd()).Where(line => !line.Contains('─')).ToArray();
        Assert.AreEqual("data:       training, N s, N whole epochs", lines[0]);
        Assert.AreEqual("throughput: N samples/s, N samples in N batches; the first batch after N ms", lines[1]);
        Assert.AreEqual("workers:    N, busy N % of the time", lines[2]);
        Assert.AreEqual("batches:    N samples each", lines[3]);
        CollectionAssert.AreEqual(
            new[] { "source", "toy_noise", "collation" },
            lines.Where(line => Row().IsMatch(line)).Select(line => line.Trim().Split(' ')[0]).ToArray());
        Assert.MatchesRegex(
            "To make the pipeline faster: '(source|toy_noise|collation)' takes N % of the work, N (µs|ms) a sample",
            output.Split('\n').Select(line => Number().Replace(line, "N"))
                .Single(line => line.StartsWith("To make", StringComparison.Ordinal)));
        Assert.AreEqual(before, _tool.Listing());
    }

    [TestMethod]
    public void The_values_are_written_as_json_too()
    {
        var (code, _, error) = _tool.Run(
            "benchmark-data",
            _tool.Config,
            "--evaluation",
            "--time-limit=200ms",
            "--json",
            _tool.In("data.json"),
            "--data.pipeline.batch_size",
            "8");

        Assert.AreEqual((0, ""), (code, error));
        using var document = JsonDocument.Parse(File.ReadAllBytes(_tool.In("data.json")));
        var root = document.RootElement;
        Assert.AreEqual("evaluation", root.GetProperty("mode").GetString());
        Assert.IsGreaterThanOrEqualTo(0.15, root.GetProperty("seconds").GetDouble());
        var sizes = root.GetProperty("batch_sizes").EnumerateObject()
            .ToDictionary(size => int.Parse(size.Name, null), size => size.Value.GetInt64());
        Assert.AreEqual(root.GetProperty("samples").GetInt64(), sizes.Sum(size => size.Key * size.Value));
        Assert.AreEqual(root.GetProperty("batches").GetInt64(), sizes.Values.Sum());
        CollectionAssert.IsSubsetOf(sizes.Keys, new[] { 6, 8 });
        CollectionAssert.AreEqual(
            new[] { "source", "toy_noise", "batching", "collation" },
            root.GetProperty("stages").EnumerateArray().Select(stage => stage.GetProperty("name").GetString()).ToArray());
        Assert.AreEqual(
            root.GetProperty("samples").GetDouble() / root.GetProperty("seconds").GetDouble(),
            root.GetProperty("samples_per_second").GetDouble(),
            1e-6);
    }

    [TestMethod]
    public void Samples_that_are_left_out_are_named()
    {
        File.WriteAllText(
            _tool.Config, Config.Replace("[toy_noise]", "[{ type: filter_length, key: label, min: 1 }]", StringComparison.Ordinal));

        var (code, output, _) = _tool.Run("benchmark-data", _tool.Config, "--time-limit", "100ms");

        Assert.AreEqual(0, code);
        Assert.MatchesRegex("(?m)^left out:   [0-9,]+ samples by 'filter_length': label shorter than 1$", output);
    }

    [TestMethod]
    public void What_cannot_be_measured_is_refused()
    {
        Refuses(2, "--time-limit 10: must be a time up to 1d with its unit, such as 30s or 2m.\n", "--time-limit", "10");
        Refuses(2, $"--json {_tool.In("no", "x.json")}: there is no folder {_tool.In("no")}.\n", "--json", _tool.In("no", "x.json"));
        Refuses(
            1,
            "ToyData.Open gave no samples for evaluation, so there is nothing to measure.\n",
            "--evaluation",
            "--data.evaluation_samples",
            "0");
        Refuses(1, "An epoch has no batch: the source is empty, or processors dropped every sample.\n", "--data.training_samples", "0");
    }

    private void Refuses(int code, string message, params string[] arguments)
    {
        var (actual, _, error) = _tool.Run(["benchmark-data", _tool.Config, .. arguments]);

        Assert.AreEqual((code, message), (actual, error));
    }

    [GeneratedRegex(@"[0-9]([0-9,.]*[0-9])?")]
    private static partial Regex Number();

    [GeneratedRegex(@"^\s+\w+ +N")]
    private static partial Regex Row();
}
