using System.IO.Compression;
using System.Text.Json;
using Tfaip.Inference;
using Tfaip.Processors;
using Tfaip.Processors.Imaging;
using Tfaip.Processors.Text;

namespace Tfaip.EndToEnd.Tests.Lines;

/// <summary>
/// Row 86: a recogniser of text lines with a CTC loss over real data, 50 lines to learn and 20 others to measure with, all of it by what a
/// user has: a scenario, a configuration, the tools, and a predictor in an application.
/// </summary>
[TestClass]
public sealed class LineRecognitionTests
{
    private static readonly TemporaryFolder Folder = new();
    private static readonly Lazy<Task<ToolResult>> Training = new(
        () => Tool.TrainAsync(Folder.File("config.yaml"), "--scenario", Scenario, "--output", Run),
        LazyThreadSafetyMode.ExecutionAndPublication);

    private static string Scenario => Path.Combine(
        Repository.Root, "tests", "Tfaip.EndToEnd.Tests", "Lines", "Scenario", "Lines.csproj");

    private static string Run => Folder.File("run");

    private static string Package => Folder.File("run", "model.tfaip");

    private static IReadOnlyList<string> LearntLines =>
        [.. Directory.GetFiles(Folder.File("train"), "*.png").Order(StringComparer.Ordinal)];

    [ClassInitialize]
    public static void Unpack(TestContext context)
    {
        if (!File.Exists(Archive)) return;
        ZipFile.ExtractToDirectory(Archive, Folder.Root);
        File.Copy(Path.Combine(Repository.Root, "tests", "Tfaip.EndToEnd.Tests", "Lines", "config.yaml"), Folder.File("config.yaml"));

        // The data set's list of characters, in one line, has one of them twice.
        File.WriteAllLines(
            Folder.File("alphabet.txt"), File.ReadAllText(Folder.File("full_codec.txt")).Distinct().Select(c => c.ToString()));
    }

    [ClassCleanup]
    public static void Delete() => Folder.Dispose();

    [TestMethod]
    public async Task Row086_Fifty_lines_are_learnt_to_a_character_error_rate_below_5_percent()
    {
        await TrainAsync();

        var rates = CharacterErrorRates("learnt");
        Assert.IsLessThan(0.05, rates[^1]);
        Assert.IsGreaterThan(0.5, rates[0], "it was not so from the beginning");
    }

    [TestMethod]
    public async Task Row086_The_character_error_rate_of_other_lines_decreases()
    {
        await TrainAsync();

        var rates = CharacterErrorRates("evaluation");
        Assert.HasCount(5, rates);
        for (var i = 1; i < rates.Count; i++) Assert.IsLessThan(rates[i - 1] + 0.02, rates[i], string.Join(", ", rates));
        Assert.IsLessThan(rates[0] / 2, rates[^1]);
    }

    [TestMethod]
    public async Task Row086_The_package_reads_image_files_as_the_evaluation_does()
    {
        await TrainAsync();
        var dump = Folder.File("answers.jsonl");

        // Lines alone: the LSTM that comes from the end of a line sees what fills up shorter ones.
        (await Tool.TrainAsync(
            "evaluate", Package, "--scenario", Scenario, "--data.pipeline.batching.max_tokens", "1", "--dump", dump)).MustSucceed();
        using var predictor = Predictor.Load(
            Package,
            new PredictorOptions { Processors = ProcessorCatalog.Default.With(ImagingProcessors.Assembly, TextProcessors.Assembly) });
        var answers = predictor.Predict(LearntLines);

        var evaluated = Answers(dump);
        var right = 0;
        foreach (var (line, answer) in LearntLines.Zip(answers))
        {
            Assert.AreEqual(evaluated[line], answer.Outputs["text"]);
            if ((string)answer.Outputs["text"] == File.ReadAllText(line.Replace(".bin.png", ".gt.txt")).Trim()) right++;
        }

        Assert.IsGreaterThan(25, right, "of 50 lines of 44 characters on average, without a single error");
    }

    [TestMethod]
    public async Task Row086_The_report_shows_the_lines_that_were_read_wrong()
    {
        await TrainAsync();

        var report = await File.ReadAllTextAsync(Folder.File("run", "report.html"));
        Assert.Contains("learnt/character_error_rate", report);
        Assert.Contains("The problem, simplified for our purposes, is set up as", report);
    }

    [TestMethod]
    public async Task Row086_The_pipeline_of_lines_is_measured()
    {
        SkipWithoutData();

        var result = await Tool.TrainAsync(
            "benchmark-data", Folder.File("config.yaml"), "--scenario", Scenario, "--time-limit", "1s", "--json", Folder.File("data.json"));

        var text = result.MustSucceed().Output;
        foreach (var part in new[] { "load_image", "encode_text", "length (2)", "of the padded tensors" }) Assert.Contains(part, text);
    }

    private static string Archive
    {
        get
        {
            var data = Environment.GetEnvironmentVariable("TFAIP_DATA") ?? Path.Combine(Repository.Root, "..", "shared", "data");
            return Path.GetFullPath(Path.Combine(data, "lines-uw3-50", "uw3_50lines.zip"));
        }
    }

    private static async Task TrainAsync()
    {
        SkipWithoutData();
        (await Training.Value).MustSucceed();
    }

    private static void SkipWithoutData()
    {
        if (!File.Exists(Archive))
            Assert.Inconclusive($"The 50 lines of UW3 are not in {Archive}; set TFAIP_DATA to the folder that holds lines-uw3-50/.");
    }

    private static List<double> CharacterErrorRates(string set) =>
    [
        .. from line in File.ReadLines(Folder.File("run", "metrics.jsonl"))
           let value = JsonDocument.Parse(line).RootElement
           where value.GetProperty("split").GetString() == set && value.GetProperty("name").GetString() == "character_error_rate"
           select value.GetProperty("value").GetDouble()
    ];

    private static Dictionary<string, string> Answers(string dump) => (
        from line in File.ReadLines(dump)
        let sample = JsonDocument.Parse(line).RootElement
        where sample.TryGetProperty("source", out _)
        select sample).ToDictionary(
            sample => sample.GetProperty("source").GetString()!, sample => sample.GetProperty("outputs").GetProperty("text").GetString()!);
}
