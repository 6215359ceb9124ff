using System.Text.RegularExpressions;
using System.Xml.Linq;
using Tfaip.Training.Reporting;
using Tfaip.Training.Tensors;
using Tfaip.Training.Tests.Loop;
using Tfaip.Training.Tests.Reporting.TensorBoard;

namespace Tfaip.Training.Tests.Reporting;

/// <summary>
/// Trains with the examples of <c>docs/how-to/see-what-a-run-does.md</c>, and holds that a run leaves what it says, no more and no less.
/// </summary>
[TestClass]
public sealed partial class ReportsDocumentTests
{
    private static readonly string Document =
        File.ReadAllText(Path.Combine(Repository.Root, "docs", "how-to", "see-what-a-run-does.md")).ReplaceLineEndings("\n");

    // 15 steps an epoch, 75 in all.
    private const string Config =
        """
        scenario: Toy.csproj
        output: run
        data: {training_samples: 60, evaluation_samples: 10, pipeline: {batch_size: 4}}
        trainer: {epochs: 5, threads: 1}

        """;

    private static readonly ToyTool Tool = new(Config, typeof(ReportedModel), typeof(ReportedData));

    [ClassInitialize]
    public static void Train(TestContext context)
    {
        // The trainers of the examples, one over the other, as arguments.
        var examples = Blocks("yaml").ToList();
        Assert.HasCount(2, examples);
        string[] arguments = [.. examples.SelectMany(example => Parameter().Matches(example))
            .SelectMany(match => (string[])[$"--trainer.{match.Groups[1].Value}", match.Groups[2].Value])];
        Assert.HasCount(4, arguments);
        var (code, _, error) = Tool.Run([Tool.Config, .. arguments]);
        Assert.AreEqual((0, ""), (code, error));
    }

    [ClassCleanup]
    public static void Delete() => Tool.Dispose();

    [TestMethod]
    public void A_run_leaves_the_files_that_are_named()
    {
        foreach (var file in (string[])[
            "metrics.jsonl", "events", "report.html", "measurements.json", "summary.json", "profile.json", "profile.txt"
        ])
        {
            Assert.Contains($"`{file}{(file == "events" ? "/" : "")}`", Document);
            Assert.IsTrue(Path.Exists(Tool.In("run", file)), file);
        }
    }

    [TestMethod]
    public void The_report_has_the_parts_that_are_listed()
    {
        var page = XDocument.Parse(File.ReadAllText(Tool.In("run", "report.html")));
        var headings = page.Descendants("h2").Select(heading => heading.Value).ToList();
        var listed = Section("The report").Split('\n').Where(line => line.StartsWith("- ", StringComparison.Ordinal))
            .SelectMany(line => Bold().Matches(line)).Select(match => match.Groups[1].Value);
        var parts = new Dictionary<string, string?>
        {
            ["Figures"] = null, // the cards on top, without a heading
            ["Curves"] = "Curves",
            ["Measurements"] = "confusion, of the best evaluation",
            ["Samples"] = "Held-out samples, answered by the package",
            ["Times"] = "Times",
            ["Model"] = "Model",
            ["Parameters"] = "Parameters",
            ["environment"] = "Environment",
        };

        CollectionAssert.AreEqual(parts.Keys.ToArray(), listed.ToArray());
        CollectionAssert.AreEqual(parts.Values.OfType<string>().ToArray(), headings);
        Assert.AreEqual(0, page.Descendants("script").Count());
    }

    [TestMethod]
    public void TensorBoard_has_what_the_table_says()
    {
        var (training, evaluation) = (Events("training"), Events("evaluation"));
        int[] epochs = [15, 30, 45, 60, 75];
        int[] tens = [10, 20, 30, 40, 50, 60, 70];
        string[] weights = ["weights/classify.weight", "weights/classify.bias"];
        var rows = new Dictionary<string, Action>
        {
            ["every loss and metric, the learning rate, samples per second"] = () =>
            {
                foreach (var tag in (string[])["loss", "cross_entropy", "accuracy", "learning_rate", "samples_per_second"])
                    AssertSteps(training, tag, epochs);
                foreach (var tag in (string[])["loss", "cross_entropy", "accuracy", "samples_per_second"])
                    AssertSteps(evaluation, tag, epochs);
            },
            ["`steps/loss` (the mean of the epoch so far) and `steps/learning_rate`"] = () =>
            {
                AssertSteps(training, "steps/loss", tens);
                AssertSteps(training, "steps/learning_rate", tens);
            },
            ["the distribution of each weight"] = () => Array.ForEach(weights, tag => AssertSteps(training, tag, epochs)),
            ["the parameters, in the tab HPARAMS and as text"] = () =>
            {
                AssertSteps(training, "config", 0);
                AssertSteps(training, "_hparams_/session_start_info", 0);
            },
            ["what the model writes"] =
                () => Array.ForEach(["first", "logits", "largest", "plus", "note"], (string tag) => AssertSteps(evaluation, tag, epochs)),
        };

        var listed = Section("TensorBoard").Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(2)
            .Select(line => line.Split('|')[1].Trim());
        CollectionAssert.AreEqual(rows.Keys.ToArray(), listed.ToArray());
        foreach (var check in rows.Values) check();

        static void AssertSteps(IEnumerable<EventReader.ReadEvent> events, string tag, params int[] steps) =>
            CollectionAssert.AreEqual(steps, events.Where(one => one.Tag == tag).Select(one => (int)one.Step).ToArray(), tag);
    }

    [TestMethod]
    public void The_models_summaries_are_the_code_that_runs_here()
    {
        var code = Blocks("csharp").Single().Split('\n').Select(line => line.Length > 0 ? "    " + line : line);
        Assert.Contains(string.Join('\n', code), File.ReadAllText(
            Path.Combine(Repository.Root, "tests", "Tfaip.Training.Tests", "Reporting", "ReportedModel.cs")).ReplaceLineEndings("\n"));
    }

    [TestMethod]
    public void A_line_of_metrics_is_one_that_is_written_and_read()
    {
        var example = Blocks("json").Single();
        var file = Tool.In("example.jsonl");
        File.WriteAllText(file, example + string.Concat(((string[])["NaN", "Infinity", "-Infinity"]).Select(
            value => example.Replace("0.91101", $"\"{value}\"", StringComparison.Ordinal))));

        Assert.AreEqual(new LoggedValue(1, 29, "evaluation", "accuracy", 0.91101), MetricsLog.Read(file).First());
        CollectionAssert.AreEqual(
            new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity },
            MetricsLog.Read(file).Skip(1).Select(line => line.Value).ToArray());
        var written = File.ReadLines(Tool.In("run", "metrics.jsonl"))
            .First(line => line.Contains("\"evaluation\",\"name\":\"accuracy\"", StringComparison.Ordinal));
        Assert.AreEqual(Number().Replace(example.TrimEnd(), "N"), Number().Replace(written, "N"));
    }

    // Times differ, and with them the order of the lines.
    [TestMethod]
    public void A_profile_has_the_lines_that_are_shown()
    {
        var table = File.ReadLines(Tool.In("run", "profile.txt")).Select(Shape).ToList();
        var shown = Blocks("text").Single().TrimEnd('\n').Split('\n').Select(Shape).ToList();

        Assert.AreEqual(table[0], shown[0]);
        foreach (var line in shown.Skip(1)) CollectionAssert.Contains(table, line);

        static string Shape(string line) => Number().Replace(
            line, match => match.Value.Contains('.', StringComparison.Ordinal) ? new string('N', match.Length) : match.Value);
    }

    [TestMethod]
    public void All_activities_are_named_and_no_others()
    {
        var list = Section("Profiling");
        list = list[list.IndexOf("The activities come from", StringComparison.Ordinal)..];
        var names = Code().Matches(list[..list.IndexOf(". A program", StringComparison.Ordinal)]).Select(match => match.Groups[1].Value)
            .ToList();
        var constants = typeof(TrainingActivities).GetFields().Where(field => field.IsLiteral)
            .ToDictionary(field => field.Name, field => (string)field.GetRawConstantValue()!);

        Assert.AreEqual(TrainingActivities.SourceName, names[1]);
        CollectionAssert.AreEquivalent(
            constants.Where(constant => constant.Key != nameof(TrainingActivities.SourceName)).Select(constant => constant.Value).ToArray(),
            names[2..]);
    }

    private static string Section(string title) =>
        Document.Split("\n## ").Single(section => section.StartsWith(title + "\n", StringComparison.Ordinal));

    private static IEnumerable<string> Blocks(string kind) =>
        Regex.Matches(Document, $"^```{kind}\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)
            .Select(match => match.Groups[1].Value);

    private static List<EventReader.ReadEvent> Events(string split) =>
        [.. Directory.GetFiles(Tool.In("run", "events", split)).Order(StringComparer.Ordinal).SelectMany(EventReader.Read)
            .Where(one => one.FileVersion is null && one.SessionStatus is null)];

    [GeneratedRegex(@"^  (\w+): (\{.*\})$", RegexOptions.Multiline)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\*\*(\w+)\*\*")]
    private static partial Regex Bold();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@" *\b\d+(\.\d+)?\b")]
    private static partial Regex Number();
}
