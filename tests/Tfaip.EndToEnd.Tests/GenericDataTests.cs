using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tfaip.EndToEnd.Tests;

/// <summary>
/// The scenario of <c>docs/tutorials/first-scenario.md</c> as its reader writes it: built, trained, exported, and asked about the file that
/// it was trained with, each by its tool; and what <c>docs/how-to/generic-data.md</c> says of it. The tests take the projects of this
/// repository in place of the packages, so the scenario lies inside it; <c>benchmarks/from-packages.sh</c> takes packages.
/// </summary>
[TestClass]
public sealed partial class GenericDataTests
{
    private static readonly TemporaryFolder Folder = new(Path.Combine(Repository.Root, "runs"));
    private static ToolResult _training = new(0, "", "");

    private static string Document { get; } = Page("tutorials", "first-scenario.md") + Page("how-to", "generic-data.md");

    private static string Package => Folder.File("run", "model.tfaip");

    [ClassInitialize]
    public static async Task TrainAsync(TestContext context)
    {
        foreach (var name in new[] { "FlowerModel.cs", "config.yaml" }) await File.WriteAllTextAsync(Folder.File(name), Block(name));
        await File.WriteAllTextAsync(Folder.File("flowers.csv"), Flowers(150));
        var project = PackageLine().Replace(Block("Flowers.csproj"), "")
            .Replace("<ItemGroup>", $"<ItemGroup><ProjectReference Include=\"{Commands}\" />")
            .Replace(
                "<PropertyGroup>",
                $"<Import Project=\"{Build}/Scenario.props\" /><PropertyGroup><OutputType>Exe</OutputType>"
                + "<EnforceCodeStyleInBuild>false</EnforceCodeStyleInBuild><NoWarn>CS1591</NoWarn>")
            .Replace("</Project>", $"<Import Project=\"{Build}/Scenario.targets\" /></Project>");
        await File.WriteAllTextAsync(Folder.File("Flowers.csproj"), project);
        _training = await Tool.TrainAsync(Folder.File("config.yaml"), "--output", Folder.File("run"));
    }

    [ClassCleanup]
    public static void Delete() => Folder.Dispose();

    [TestMethod]
    public void It_is_as_short_as_promised()
    {
        var (code, configuration, project) = (Lines("FlowerModel.cs"), Lines("config.yaml"), Lines("Flowers.csproj"));
        Assert.IsLessThanOrEqualTo(30, code);
        Assert.IsLessThanOrEqualTo(20, configuration);
        Assert.IsLessThanOrEqualTo(60, code + configuration + project);
    }

    [TestMethod]
    public void The_rows_that_the_page_shows_are_the_first_of_the_file() => Assert.AreEqual(Block("flowers.csv"), Flowers(3));

    [TestMethod]
    public void It_learns_the_flowers_and_writes_down_what_it_found()
    {
        _training.MustSucceed();
        using var summary = JsonDocument.Parse(File.ReadAllText(Folder.File("run", "summary.json")));
        Assert.IsGreaterThan(0.9, summary.RootElement.GetProperty("best").GetProperty("value").GetDouble());
        var config = File.ReadAllText(Folder.File("run", "config.yaml"));
        foreach (var line in Block("found").Split('\n', StringSplitOptions.RemoveEmptyEntries)) Assert.Contains(line.Trim(), config);
        Assert.Contains("features: 4", config);
        Assert.Contains("classes: 3", config);
    }

    [TestMethod]
    public async Task The_package_answers_the_file_that_it_was_trained_with()
    {
        _training.MustSucceed();
        var answers = await Answers(Folder.File("flowers.csv"));

        Assert.HasCount(150, answers);
        Assert.AreEqual($"{Folder.File("flowers.csv")}:2", answers[0].Input);
        var species = Flowers(150).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')[^1]).ToArray();
        Assert.IsGreaterThan(135, species.Zip(answers).Count(pair => pair.First == pair.Second.Label), "of 150");
    }

    [TestMethod]
    public async Task Columns_in_another_order_and_without_the_target_give_the_same_answers()
    {
        _training.MustSucceed();
        var rows = Flowers(150).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')).ToArray();
        var turned = Folder.File("turned.tsv");
        await File.WriteAllLinesAsync(turned, rows.Select(row => string.Join('\t', row[4], row[2], "a note", row[1], row[3])));

        var (expected, actual) = (await Answers(Folder.File("flowers.csv")), await Answers(turned));

        Assert.AreSequenceEqual([.. expected.Select(answer => answer.Probability)], [.. actual.Select(answer => answer.Probability)]);
    }

    [TestMethod]
    public async Task A_missing_column_is_named()
    {
        _training.MustSucceed();
        var path = Folder.File("sizes.csv");
        await File.WriteAllTextAsync(path, "petal_length,petal_width,sepal_length\n1,2,3\n");

        var result = await Tool.PredictAsync(Package, path);

        var message = Errors().Single(text => text.StartsWith("sizes.csv", StringComparison.Ordinal));
        Assert.AreEqual((1, "", $"{path}{message["sizes.csv".Length..]}\n"), (result.ExitCode, result.Output, result.Error));
    }

    [TestMethod]
    [DataRow(0, "data:", "data:\n  inputs: [\"size: float32[batch, 3]\"]")]
    [DataRow(1, "trainer:", "model: { classes: 4 }\ntrainer:")]
    public async Task What_does_not_fit_is_refused_as_the_page_says(int error, string line, string lines)
    {
        var config = Folder.File("wrong.yaml");
        await File.WriteAllTextAsync(config, Block("config.yaml").Replace(line, lines, StringComparison.Ordinal));

        var result = await Tool.TrainAsync(config, "--output", Folder.File("wrong"));

        Assert.AreEqual(Errors().ElementAt(error).Replace("config.yaml", config, StringComparison.Ordinal), result.Error.Split('\n')[0]);
        Assert.AreEqual(2, result.ExitCode);
    }

    [TestMethod]
    public async Task The_export_tool_writes_the_same_package_again()
    {
        _training.MustSucceed();
        (await Tool.ExportAsync(Folder.File("run"), "-o", Folder.File("again.tfaip"))).MustSucceed();
        Assert.AreSequenceEqual(File.ReadAllBytes(Package), File.ReadAllBytes(Folder.File("again.tfaip")));
    }

    // Each species has sizes about its own; the numbers of a row say by how much they differ from these.
    private static string Flowers(int rows) =>
        "id,petal_length,petal_width,sepal_length,sepal_width,species\n" + string.Concat(Enumerable.Range(0, rows).Select(row =>
        {
            var (kind, shift) = (row % 3, row % 10 * 0.1);
            return string.Create(
                CultureInfo.InvariantCulture,
                $"f{row},{1 + kind + shift:0.0},{0.2 + (kind * 0.4) + shift:0.0},{4 + (kind * 0.8) + shift:0.0},"
                + $"{3 - (kind * 0.4) + shift:0.0},{(kind switch { 0 => "ash", 1 => "birch", _ => "cedar" })}\n");
        }));

    private static async Task<IReadOnlyList<(string Input, string Label, double Probability)>> Answers(string file)
    {
        var result = (await Tool.PredictAsync(Package, file)).MustSucceed();
        return [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Read)];

        static (string, string, double) Read(string line)
        {
            using var answer = JsonDocument.Parse(line);
            var root = answer.RootElement;
            return (root.GetProperty("input")
                .GetString()!, root.GetProperty("label").GetString()!, root.GetProperty("probability").GetDouble());
        }
    }

    private static string Commands => Path.Combine(Repository.Root, "src", "Tfaip.Commands", "Tfaip.Commands.csproj");

    private static string Build => Path.Combine(Repository.Root, "build");

    private static string Page(string folder, string name) =>
        File.ReadAllText(Path.Combine(Repository.Root, "docs", folder, name)).ReplaceLineEndings("\n");

    private static string Block(string name) =>
        Regex.Match(Document, $"^```[a-z]+ {Regex.Escape(name)}\n(.*?)^```$", RegexOptions.Multiline
            | RegexOptions.Singleline).Groups[1].Value;

    private static IEnumerable<string> Errors() =>
        Regex.Matches(Document, "^```text error\n(.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline)
            .Select(match => match.Groups[1].Value);

    private static int Lines(string name)
    {
        var lines = Block(name).Count(c => c == '\n');
        Assert.IsGreaterThan(0, lines, name);
        return lines;
    }

    [GeneratedRegex("<PackageReference [^>]*/>")]
    private static partial Regex PackageLine();
}
