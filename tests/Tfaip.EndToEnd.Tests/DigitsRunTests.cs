using System.Globalization;
using System.Text.Json;
using Tfaip.Inference;
using Tfaip.Processors;
using Tfaip.Processors.Imaging;

namespace Tfaip.EndToEnd.Tests;

/// <summary>The quick start, shortened to a few epochs: train, export, inspect, predict, each by its tool.</summary>
[TestClass]
public sealed class DigitsRunTests
{
    private static readonly TemporaryFolder Folder = new();
    private static ToolResult _training = new(0, "", "");

    private static string Run => Folder.File("digits");

    private static string Package => Folder.File("digits", "model.tfaip");

    [ClassInitialize]
    public static async Task TrainAsync(TestContext context) => _training = await Train();

    [ClassCleanup]
    public static void Delete() => Folder.Dispose();

    [TestMethod]
    public void TrainsToAUsefulAccuracy_AndSaysSo()
    {
        _training.MustSucceed();
        using var summary = JsonDocument.Parse(File.ReadAllText(Path.Combine(Run, "summary.json")));
        var best = summary.RootElement.GetProperty("best");
        Assert.AreEqual("accuracy", best.GetProperty("metric").GetString());
        Assert.IsInRange(1, 10, best.GetProperty("epoch").GetInt32());

        // Chance is 0.1; a linear ridge classifier on the pixels reaches 0.883 on this split.
        Assert.IsGreaterThan(0.883, best.GetProperty("value").GetDouble());
    }

    [TestMethod]
    public void Row104_TheTimesOfItsPhases_AreConsistentWithTheRun()
    {
        _training.MustSucceed();
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Run, "summary.json")));
        var (summary, times) = (document.RootElement, document.RootElement.GetProperty("times"));
        var steps = summary.GetProperty("steps").GetInt64();
        var epochs = summary.GetProperty("epochs").GetInt64();

        // 898 samples to learn from and 899 to evaluate with, both in batches of 32 and every epoch; 5 are predicted.
        (string Phase, long Batches, long Samples)[] expected =
            [("training", steps, epochs * 898), ("evaluation", epochs * 29, epochs * 899), ("prediction", 5, 5)];
        foreach (var (phase, batches, samples) in expected)
        {
            var time = times.GetProperty(phase);
            var seconds = time.GetProperty("seconds").GetDouble();
            Assert.AreEqual((batches, samples), (time.GetProperty("batches").GetInt64(), time.GetProperty("samples").GetInt64()), phase);
            Assert.AreEqual(samples / seconds, time.GetProperty("samples_per_second").GetDouble(), 0.001 * samples / seconds, phase);
            Assert.AreEqual(seconds / batches, time.GetProperty("seconds_per_batch").GetDouble(), 0.001 * seconds / batches, phase);
            Assert.AreEqual(seconds / samples, time.GetProperty("seconds_per_sample").GetDouble(), 0.001 * seconds / samples, phase);
        }

        var sum = times.GetProperty("training").GetProperty("seconds").GetDouble()
            + times.GetProperty("evaluation").GetProperty("seconds").GetDouble();
        Assert.IsInRange(
            0,
            summary.GetProperty("seconds").GetProperty("training").GetDouble() + 0.001,
            sum,
            "the whole has more: checkpoints, the check of the export");
    }

    [TestMethod]
    public void LeavesACompleteRunDirectory()
    {
        _training.MustSucceed();
        var entries = Directory.GetFileSystemEntries(Run).Select(Path.GetFileName).Order(StringComparer.Ordinal).ToArray();
        Assert.AreSequenceEqual(
            ["best", "checkpoints", "config.yaml", "events", "measurements.json", "metrics.jsonl", "model.tfaip", "report.html", "run.json",
                "summary.json"], entries);
    }

    [TestMethod]
    public async Task TheSameRunAgain_GivesTheSameMetricsAndPackage()
    {
        _training.MustSucceed();
        var (package, metrics) = (File.ReadAllBytes(Package), File.ReadAllText(Path.Combine(Run, "metrics.jsonl")));

        (await Train()).MustSucceed();

        Assert.AreEqual(metrics, File.ReadAllText(Path.Combine(Run, "metrics.jsonl")));
        Assert.AreSequenceEqual(package, File.ReadAllBytes(Package));
    }

    [TestMethod]
    public async Task TheExportTool_WritesTheSamePackageAgain()
    {
        _training.MustSucceed();
        var copy = Folder.File("again.tfaip");

        (await Tool.ExportAsync(Run, "-o", copy)).MustSucceed();

        Assert.AreSequenceEqual(File.ReadAllBytes(Package), File.ReadAllBytes(copy));
    }

    [TestMethod]
    public async Task TheExportTool_Inspects()
    {
        _training.MustSucceed();
        var text = (await Tool.ExportAsync("inspect", Package)).MustSucceed().Output;

        foreach (var part in new[] { "image: float32[batch, 1, 8, 8]", "load_image", "class_label", "model.onnx", "config.yaml" })
        {
            Assert.Contains(part, text);
        }

        Assert.DoesNotContain("random_shift", text, "it runs in training alone");
    }

    [TestMethod]
    public async Task ThePredictTool_AnswersImagesOfAnySize()
    {
        _training.MustSucceed();
        var examples = Repository.DigitsExamples;

        var lines = (await Tool.PredictAsync([Package, .. examples])).MustSucceed().Output.TrimEnd().Split('\n');

        Assert.HasCount(examples.Count, lines);
        var right = 0;
        foreach (var (example, line) in examples.Zip(lines))
        {
            using var answer = JsonDocument.Parse(line);
            Assert.AreEqual(example, answer.RootElement.GetProperty("input").GetString());
            Assert.IsInRange(0.1, 1.0, answer.RootElement.GetProperty("probability").GetDouble());
            var label = answer.RootElement.GetProperty("label").GetInt64();
            if (Path.GetFileName(example).StartsWith(label.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)) right++;
        }

        Assert.IsGreaterThanOrEqualTo(8, right, "of ten, after a few epochs");
    }

    [TestMethod]
    public async Task RowsAndImagesOfThem_GetTheSameAnswer()
    {
        _training.MustSucceed();
        var rows = DigitsFile.Rows();
        var csv = Folder.File("rows.csv");
        var examples = Repository.DigitsExamples;
        await File.WriteAllLinesAsync(csv, examples.Select(example => string.Join(',', rows[DigitsFile.RowOf(example)].Take(64))));

        var ofRows = (await Tool.PredictAsync(Package, csv)).MustSucceed().Output.TrimEnd().Split('\n');
        var ofImages = (await Tool.PredictAsync([Package, .. examples])).MustSucceed().Output.TrimEnd().Split('\n');

        Assert.AreSequenceEqual([.. ofImages.Select(Label)], [.. ofRows.Select(Label)]);
    }

    [TestMethod]
    public void AnApplication_GetsWhatTheToolPrints()
    {
        _training.MustSucceed();
        using var predictor = Predictor.Load(
            Package, new PredictorOptions { Processors = ProcessorCatalog.Default.With(ImagingProcessors.Assembly) });

        var answers = predictor.Predict(Repository.DigitsExamples);

        foreach (var (example, answer) in Repository.DigitsExamples.Zip(answers))
        {
            var alone = predictor.Predict(example);
            Assert.AreEqual(alone.Outputs["label"], answer.Outputs["label"]);
            Assert.AreEqual((float)alone.Outputs["probability"], (float)answer.Outputs["probability"], 1e-5f);
        }
    }

    private static Task<ToolResult> Train() => Tool.TrainAsync(Repository.Digits, "--output", Run, "--trainer.epochs", "10");

    private static long Label(string line)
    {
        using var answer = JsonDocument.Parse(line);
        return answer.RootElement.GetProperty("label").GetInt64();
    }
}
